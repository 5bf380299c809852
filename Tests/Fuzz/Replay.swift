// One input again: shown, kept in a file, and judged.

import Foundation

/// An input that found something, by its number or from a file.
struct Replay {
    private let campaign: any Campaign
    private let input: [UInt8]
    private let name: String
    private let options: Options

    /// `CAMPAIGN:SEED:NUMBER`, or `CAMPAIGN:FILE`.
    init(_ text: String, _ options: Options) throws {
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        try require(parts.count == 2, "--replay takes CAMPAIGN:SEED:NUMBER or CAMPAIGN:FILE")
        let type = try Options.campaign(parts[0])
        campaign = try type.init(Specimens(options.place + "/specimens"))
        let numbers = parts[1].split(separator: ":").map { UInt64($0) }
        if numbers.count == 2, let seed = numbers[0], let number = numbers[1] {
            var dice = Dice(seed: seed, campaign: type.name, number: number)
            input = campaign.input(&dice)
            name = "\(type.name)-\(seed)-\(number)"
        } else {
            input = [UInt8](try Data(contentsOf: URL(filePath: parts[1])))
            name = "\(type.name)-file"
        }
        self.options = options
    }

    /// Shows and keeps it before it is judged, which may end this process.
    func show() throws {
        print("\(input.count) bytes, kept in \(try Self.keep(input, name, options))")
        print(Self.hex(input))
        fflush(nil)
        let position = try Position(options.place + "/position", campaign: campaign.name, seed: options.seed)
        Watchdog.watch(position, limit: options.limit)
        position.begin(0)
        defer { position.end() }
        do {
            print(try campaign.judge(input) ? "accepted" : "rejected")
        } catch {
            print("FAULT: \(error)")
        }
    }

    static func keep(_ input: [UInt8], _ name: String, _ options: Options) throws -> String {
        let folder = options.place + "/findings"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(input).write(to: URL(filePath: "\(folder)/\(name)"))
        return "\(folder)/\(name)"
    }

    /// Sixteen bytes a line; of long inputs the beginning.
    private static func hex(_ bytes: [UInt8]) -> String {
        let lines = stride(from: 0, to: min(bytes.count, 4096), by: 16).map { start in
            let line = bytes[start..<min(bytes.count, start + 16)]
            let digits = line.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: " ")
            let text = line.map { (0x20..<0x7F).contains($0) ? String(Unicode.Scalar($0)) : "." }.joined()
            let offset = String(start, radix: 16)
            return String(repeating: "0", count: 6 - min(6, offset.utf8.count)) + offset + "  "
                + digits + String(repeating: " ", count: 49 - digits.utf8.count) + text
        }
        return lines.joined(separator: "\n") + (bytes.count > 4096 ? "\n..." : "")
    }
}
