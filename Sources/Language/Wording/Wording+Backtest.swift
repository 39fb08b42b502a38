public import Analysis
internal import PlainText
internal import PlanningModel

/// Names of a backtest's methods, inputs and reasons.
extension Wording {
  public func name(_ method: ForecastMethod) -> String {
    switch method {
    case .model: text("模型", "Model")
    case .countyMortality: text("无迁移，本县死亡水平", "Closed, county mortality")
    case .nationalMortality: text("无迁移，死亡率表原值", "Closed, rates of the table")
    case .unknownMigration: text("迁移未知，死亡率表原值", "Migration unknown")
    case .residual: text("含残差迁移", "Residual migration")
    case .withoutMigration: text("模型去掉残差迁移", "Model, no residual")
    case .constant: text("维持不变", "Constant")
    case .linear: text("直线外推", "Straight line")
    case .hamiltonPerry: text("队列变化比", "Hamilton–Perry")
    case .hamiltonPerryMixed: text("队列变化比，差比混合", "Hamilton–Perry, mixed")
    case .hamiltonPerryNational: text("队列变化比，借存活率", "Hamilton–Perry, borrowed")
    }
  }

  public func name(_ standing: Standing) -> String {
    switch standing {
    case .validation: text("检验", "validation")
    case .partlyFitted: text("部分拟合", "partly fitted")
    case .identity: text("恒等，不是检验", "identity, no test")
    }
  }

  public func name(_ input: FittedInput.Name) -> String {
    switch input {
    case .earlierCensus: text("前一次人口数", "Earlier counts")
    case .baseCensus: text("基期人口数", "Counts of the base year")
    case .nationalMortality: text("死亡率模式", "Mortality pattern")
    case .mortalityClosure: text("全国死亡水平", "Mortality of the nation")
    case .mortalityLocal: text("本县死亡水平（相对全国）", "Mortality of the county relative to the nation")
    case .residualMigration: text("残差迁移率", "Residual migration")
    case .fertilityLevel: text("生育水平", "Fertility level")
    case .mortalityPace: text("死亡率下降速度", "Pace of mortality")
    case .migrationScale: text("迁移延续程度", "Migration scale")
    case .priors: text("回溯用的先验", "Priors of the hindcast")
    case .observation: text("后来的常住人口", "Later residents")
    case .constraint: text("情景约束", "Constraint")
    }
  }

  public func name(_ role: FittedInput.Role) -> String {
    switch role {
    case .start: text("起点", "start")
    case .target: text("对照", "target")
    case .tested: text("检验", "tested")
    case .identity: text("恒等", "identity")
    case .drawn: text("抽样", "drawn")
    case .unused: text("不用", "unused")
    }
  }

  public func reason(_ obstacle: Backtest.Obstacle) -> String {
    switch obstacle {
    case .noEarlierCensus(let year): say(.obstacleEarlier, "\(year)")
    case .otherDistance(let years): say(.obstacleDistance, "\(years)")
    case .wideGroups: say(.obstacleGroups)
    case .noCensusBefore(let year): say(.obstacleBefore, "\(year)")
    case .emptyClass: say(.obstacleEmpty)
    case .noObservation: say(.obstacleObservation)
    case .outsideHorizon(let time): say(.obstacleHorizon, NumberFormat.plain(time))
    }
  }
}
