/// What a service is for. The raw value is the word in signature files and in JSON output.
package enum ServiceCategory: String, CaseIterable, Sendable {
  case chatAssistant = "chat-assistant"
  case codingAssistant = "coding-assistant"
  case modelAPI = "model-api"
  case modelHub = "model-hub"
  case aiBrowser = "ai-browser"
  case search
  case image
  case video
  case voice
  case music
  case avatar
  case translation
  case writing
  case presentation
  case meetingNotes = "meeting-notes"
  case documentChat = "document-chat"
  case dataAnalysis = "data-analysis"
  case agent
  case automation
  case legal
  /// Recruiting, and managing or rating staff.
  case humanResources = "human-resources"
  case education
  case proctoring
  case biometrics
  case faceSearch = "face-search"
  case emotionRecognition = "emotion-recognition"
  /// Rates people: for credit, insurance, hiring, or crimes that they might commit.
  case scoring
  case companion
  /// Tells texts or pictures made by AI, or hides that they were.
  case detector
  case mcpHost = "mcp-host"
  case selfHosted = "self-hosted"
  /// Office software with AI in it that cannot be told apart: present, never counted as AI use.
  case saasWithAI = "saas-with-ai"
  /// Not AI: resolvers, relays and VPNs that hide which hosts are asked for. Part of the coverage.
  case encryptedDNS = "encrypted-dns"

  /// Whether using a service of this kind is using AI.
  package var isAI: Bool { self != .saasWithAI && self != .encryptedDNS }
}
