public import Analysis
internal import PlainText
public import PlanningModel

extension Wording {
  /// A rise or a fall, for instance `减少15,934人`.
  private func movement(_ persons: Double) -> String {
    say(persons < 0 ? .fallOf : .riseOf, NumberFormat.text(abs(persons)))
  }

  /// How much of what happened the model foresaw, said before how far its total is off.
  ///
  /// - Parameter isCentral: Whether futures were drawn beside the central run, of which this speaks.
  public func foresight(_ foresight: Foresight, name: String, base: Year, isCentral: Bool = false) -> String {
    let central = isCentral ? say(.foresightCentral) : ""
    let (happened, foreseen) = (movement(foresight.happened), movement(foresight.foreseen))
    let gap = foresight.modelled - foresight.counted
    let total = say(
      .foresightTotal, NumberFormat.text(foresight.modelled), NumberFormat.text(foresight.counted),
      say(gap < 0 ? .fewerBy : .moreBy, NumberFormat.text(abs(gap))),
      NumberFormat.signed(100 * (foresight.modelled / foresight.counted - 1), decimals: 1))
    switch foresight.reading {
    case .nothingHappened: return say(.foresightNothing, name, "\(base)", foreseen, central) + total
    case .wrongDirection: return say(.foresightWrong, name, "\(base)", happened, foreseen, central) + total
    case .share(let share):
      return say(
        .foresightShare, name, "\(base)", happened, foreseen, NumberFormat.percent(share, decimals: 0), central) + total
    }
  }

  /// What the miss means for the elderly; empty where the model foresaw most of what happened.
  public func consequence(_ foresight: Foresight) -> String {
    if case .share(let share) = foresight.reading, (0.8...1.25).contains(share) { return "" }
    let gap = foresight.modelled - foresight.counted
    guard abs(gap) >= 0.5 else { return "" }
    return say(gap > 0 ? .foresightTooMany : .foresightTooFew, NumberFormat.text(abs(gap)))
  }

  /// The share foreseen, for the caption of a picture.
  public func foresightBrief(_ foresight: Foresight, isCentral: Bool) -> String {
    switch foresight.reading {
    case .nothingHappened: ""
    case .wrongDirection: say(.foresightBriefWrong)
    case .share(let share):
      say(
        foresight.happened < 0 ? .foresightBriefFall : .foresightBriefRise, NumberFormat.percent(share, decimals: 0),
        isCentral ? say(.foresightCentral) : "")
    }
  }
}
