import AIServices
import Evidence
import Usage

struct CandidateDocument: Encodable {
  struct Part: Encodable {
    let department: OrNull<String>
    let otherDepartments: Bool
    let accesses: AccessesDocument
  }

  let host: OrNull<String>
  let reason: String
  let detail: String
  let departments: [Part]

  init(_ row: Report.CandidateRow) {
    host = OrNull(row.candidate.host)
    reason = row.candidate.reason.name
    detail = row.candidate.reason.detail
    departments = row.parts.map { part in
      Part(
        department: OrNull(part.place.name), otherDepartments: part.place == .others,
        accesses: AccessesDocument { part.accesses[$0] ?? 0 })
    }
  }
}
