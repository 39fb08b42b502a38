import ArgumentParser
import Publishing

@main
struct CountyPlan: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "countyplan",
    abstract: "县域养老与殡葬设施推算 · facility capacity and planning simulator for a county",
    discussion: """
      countyplan run scenarios/plan.yaml            推算一个情景，写出表、图和报告
      countyplan compare scenarios/status-quo.yaml scenarios/plan.yaml
      countyplan audit                              核对规划自身的算术
      countyplan validate scenarios/*.yaml          只检查文件
      countyplan explain care.occupancy scenarios/plan.yaml
      countyplan new scenario my-plan --extends plan
      """,
    version: Publisher.version,
    subcommands: [
      Run.self, Validate.self, Compare.self, Sweep.self, Audit.self, Explain.self, Show.self, Verify.self, New.self,
      Schema.self,
    ])
}
