public import PlanningModel

extension Wording {
  /// What counts of people are called, by how well they are known: a census only where the data says so.
  public func counts(_ grade: EvidenceGrade) -> String {
    switch grade {
    case .census: text("普查", "census")
    case .official: text("官方统计", "official figures")
    case .plan: text("规划数", "the plan's figures")
    case .literature: text("文献数", "figures from literature")
    case .derived: text("推算数", "derived figures")
    case .assumption: text("假设数", "assumed figures")
    }
  }
}
