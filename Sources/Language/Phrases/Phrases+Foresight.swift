/// Wording of what the model foresaw of what happened since the base.
extension Phrase {
  public static let fallOf = Phrase("减少{1}人", "a fall of {1}")
  public static let riseOf = Phrase("增加{1}人", "a rise of {1}")
  public static let moreBy = Phrase("多{1}人", "{1} too many")
  public static let fewerBy = Phrase("少{1}人", "{1} too few")
  public static let foresightShare = Phrase(
    "{1}：比{2}年实际{3}，模型{6}只推算出{4}，为实际变化的{5}。", "{1}: {3} since {2}; the model{6} foresaw {4}, {5} of it. ")
  public static let foresightWrong = Phrase(
    "{1}：比{2}年实际{3}，模型{5}推算的却是{4}，方向相反。", "{1}: {3} since {2}; the model{5} foresaw {4}, the opposite. ")
  public static let foresightNothing = Phrase(
    "{1}：与{2}年相同，模型{4}推算的是{3}。", "{1}: no change since {2}; the model{4} foresaw {3}. ")
  public static let foresightTotal = Phrase(
    "总数推算{1}人、实际{2}人，{3}（{4}%）。", "Total: {1} projected, {2} counted, {3} ({4}%). ")
  public static let foresightTooMany = Phrase(
    "多推算的{1}人是哪些年龄，没有数据：如果都是外出的劳动年龄人口，老年人数大致不变，但老年人占比比推算的高；如果其中有老年人，养老床位和殡葬设施的需求就被高估。",
    "Nobody knows the ages of the {1} too many: if all are of working age the elderly are as projected and a larger share; if some are elderly, the need of beds and graves is overstated. "
  )
  public static let foresightTooFew = Phrase(
    "少推算的{1}人是哪些年龄，没有数据：如果其中有老年人，养老床位和殡葬设施的需求就被低估。",
    "Nobody knows the ages of the {1} too few: if some are elderly, the need of beds and graves is understated. ")
  public static let foresightBriefFall = Phrase("模型{2}只推算出同期减少的{1}。", "The model{2} foresaw {1} of the fall. ")
  public static let foresightBriefRise = Phrase("模型{2}推算出同期增加的{1}。", "The model{2} foresaw {1} of the rise. ")
  public static let foresightCentral = Phrase("（中心情形）", " (central case)")
  public static let foresightBriefWrong = Phrase("模型推算的变化方向与实际相反。", "The model foresaw the opposite. ")
  public static let observationNotFitted = Phrase(
    "程序没有用这个实际数估计任何参数。", "The program fitted no parameter to the count. ")
  public static let observationPrescribed = Phrase(
    "情景自己写明了人口或人口事件，这不是对模型的检验。", "The scenario prescribes people or events: this tests nothing. ")
}
