/// What a field of a line can mean to a described format.
package enum FieldRole: UInt8, CaseIterable, Sendable {
  /// When it happened, in one field; how it is written is told from its look.
  case time
  /// Or the day and the time of day in two fields.
  case date
  case timeOfDay
  /// The zone of either, such as `+0100` or `CEST`.
  case zone
  /// The machine that asked, perhaps with a port behind it.
  case client
  /// The hardware address of the client's interface, and the VLAN that it is in.
  case clientHardware
  case vlan
  case user
  /// The host asked for, perhaps with a port: what SNI, CONNECT, the Host header or a query says.
  case host
  /// A whole URL, with or without its scheme, or a path alone.
  case url
  /// Path and query, when the host stands elsewhere.
  case path
  /// The address connected to, which stands for the host where no name is given.
  case destination
  case port
  case method
  case userAgent
  case bytesUp
  case bytesDown
  /// What the product did with it, in words.
  case action
  /// The status of the response.
  case status
  /// Fields that only tell which kind of line it is.
  case product
  case type
  case subtype
  case event
  case direction
  case detail
  case remark
}
