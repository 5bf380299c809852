// One parser under fire: how its inputs are made, and what must hold whatever it makes of them.

/// A campaign against one parser.
protocol Campaign {
    static var name: String { get }

    /// Takes what it needs of real files.
    init(_ specimens: Specimens) throws

    /// Makes one input.
    func input(_ dice: inout Dice) -> [UInt8]

    /// Gives the input to the parser: whether it was accepted. Throws ``Fault`` if something does not hold that must.
    func judge(_ input: [UInt8]) throws -> Bool
}

/// Something that must hold, and did not.
struct Fault: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}

/// Throws a fault unless the claim holds.
func require(_ claim: Bool, _ fault: @autoclosure () -> String) throws {
    if !claim { throw Fault(fault()) }
}

extension Campaign {
    var name: String { Self.name }
}
