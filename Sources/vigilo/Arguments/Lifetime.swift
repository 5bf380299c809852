// How long something shall hold: 30d.

import ArgumentParser

/// A number and its unit: `s`, `m`, `h`, `d` or `w`.
struct Lifetime: Equatable {
    let seconds: Int64

    private static let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800]

    init(_ text: String) throws {
        guard let unit = text.last.flatMap({ Self.units[$0] }), let count = Int64(text.dropLast()), count > 0,
            text.first != "+"
        else {
            throw ValidationError("'\(text)' is no time such as 90m, 12h, 30d or 8w")
        }
        let (seconds, isTooLong) = count.multipliedReportingOverflow(by: unit)
        guard !isTooLong else { throw ValidationError("'\(text)' is longer than anybody can wait") }
        self.seconds = seconds
    }
}
