import AIServices

extension Wording {
  /// What a kind of service is for.
  func category(_ category: ServiceCategory) -> String {
    switch category {
    case .chatAssistant: pick("chat assistants", "Chat-Assistenten")
    case .codingAssistant: pick("coding assistants", "Programmierassistenten")
    case .modelAPI: pick("interfaces to language models", "Schnittstellen zu Sprachmodellen")
    case .modelHub: pick("collections of models", "Modellsammlungen")
    case .aiBrowser: pick("AI browsers", "KI-Browser")
    case .search: pick("AI search", "KI-Suche")
    case .image: pick("pictures", "Bilder")
    case .video: pick("videos", "Videos")
    case .voice: pick("voices", "Stimmen")
    case .music: pick("music", "Musik")
    case .avatar: pick("avatars", "Avatare")
    case .translation: pick("translation", "Übersetzung")
    case .writing: pick("writing", "Schreiben")
    case .presentation: pick("presentations", "Präsentationen")
    case .meetingNotes: pick("meeting notes", "Besprechungsnotizen")
    case .documentChat: pick("questions about documents", "Fragen an Dokumente")
    case .dataAnalysis: pick("data analysis", "Datenauswertung")
    case .agent: pick("agents", "Agenten")
    case .automation: pick("automation", "Automatisierung")
    case .legal: pick("legal work", "Rechtsfragen")
    case .humanResources: pick("recruiting and staff", "Bewerbungen und Personal")
    case .education: pick("education", "Bildung")
    case .proctoring: pick("supervision of exams", "Prüfungsaufsicht")
    case .biometrics: pick("biometrics", "Biometrie")
    case .faceSearch: pick("search for faces", "Gesichtssuche")
    case .emotionRecognition: pick("recognition of emotions", "Emotionserkennung")
    case .scoring: pick("rating of people", "Bewertung von Menschen")
    case .companion: pick("companions", "Begleiter-Chats")
    case .detector: pick("detection of AI texts", "Erkennung von KI-Texten")
    case .mcpHost: pick("MCP servers", "MCP-Server")
    case .selfHosted: pick("local models", "lokale Modelle")
    case .saasWithAI: pick("office software with AI", "Bürosoftware mit KI")
    case .encryptedDNS: pick("encrypted DNS and VPN", "verschlüsseltes DNS und VPN")
    }
  }
}
