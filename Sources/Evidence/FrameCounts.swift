/// How many frames there were, and what became of them.
///
/// Every frame is one of `packets`, `other`, `truncated` and `malformed`; the counters below those
/// four look at the same frames from other sides.
package struct FrameCounts: Equatable, Sendable {
  package var packets = 0
  package var other = 0
  package var truncated = 0
  package var malformed = 0

  package var tcp = 0
  package var udp = 0
  /// Packets that came inside a tunnel: GRE, VXLAN, IP in IP and the like; a VLAN is none.
  package var tunnelled = 0
  /// Packets of whose payload the capture kept only the beginning, or nothing.
  package var cutPayloads = 0
  /// Frames of a link type that the decoder does not know; part of `other`.
  package var unknownLinkTypes = 0
  /// IP fragments, and datagrams that were put together from them.
  package var fragments = 0
  package var reassembledDatagrams = 0
  /// Fragments that cannot be used: cut by the capture, or in contradiction to others.
  package var droppedFragments = 0
  /// Datagrams given up because fragments did not come in time, or too many were under way.
  package var droppedDatagrams = 0

  package init() {}

  package var frames: Int { packets + other + truncated + malformed }
}
