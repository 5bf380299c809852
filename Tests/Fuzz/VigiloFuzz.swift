// vigilo-fuzz: what scripts/fuzz runs. Every parser of bytes from strangers is given many of them.

import Foundation

@main
enum VigiloFuzz {
    /// In the order of what a plugin file meets on its way in.
    static var campaigns: [any Campaign.Type] {
        [
            PackageCampaign.self, PackageManifestCampaign.self, ELFCampaign.self, NoteCampaign.self,
            LibraryCacheCampaign.self,
            SignatureCampaign.self, SignersCampaign.self, PatternCampaign.self, VersionCampaign.self,
            RangeCampaign.self,
            FunctionCampaign.self, JSONCampaign.self, ReportCampaign.self, VerdictFileCampaign.self,
            StrikeFileCampaign.self, InotifyCampaign.self, CSVCampaign.self,
        ]
    }

    private static let usage = """
        usage: vigilo-fuzz --place FOLDER [--inputs N] [--seed N] [--limit SECONDS] [CAMPAIGN ...]
               vigilo-fuzz --place FOLDER --replay CAMPAIGN:SEED:NUMBER | CAMPAIGN:FILE
               vigilo-fuzz --list

        FOLDER is where the files lie that the inputs are made from, where it is noted which input is tried, and where
        inputs that found something are kept. Exit status: 0 nothing found, 1 something, 2 usage, 3 a hang.
        """

    static func main() throws {
        let options: Options
        do {
            options = try Options(CommandLine.arguments.dropFirst())
        } catch {
            FileHandle.standardError.write(Data("vigilo-fuzz: \(error)\n\(usage)\n".utf8))
            exit(2)
        }
        if options.isList {
            campaigns.forEach { print($0.name) }
        } else if let replay = options.replay {
            try Replay(replay, options).show()
        } else {
            exit(try runAll(options) ? 0 : 1)
        }
    }

    private static func runAll(_ options: Options) throws -> Bool {
        let specimens = try Specimens(options.place + "/specimens")
        print(Table.head)
        var isGood = true
        for type in options.campaigns {
            let position = try Position(options.place + "/position", campaign: type.name, seed: options.seed)
            let run = Run(campaign: try type.init(specimens), seed: options.seed, position: position)
            Watchdog.watch(position, limit: options.limit)
            let findings = run.inputs(options.inputs)
            print(Table.row(findings))
            // A row is shown when it is known, also to a script.
            fflush(nil)
            isGood = isGood && findings.verdict == "ok"
            guard let fault = findings.fault else { continue }
            let file = try Replay.keep(run.input(fault.number), "\(type.name)-\(options.seed)-\(fault.number)", options)
            print(
                "  \(fault.sentence)\n  the input is in \(file); see it again with "
                    + "--replay \(type.name):\(options.seed):\(fault.number)"
            )
        }
        return isGood
    }
}

/// The arguments of one run.
struct Options {
    private(set) var place = ""
    private(set) var inputs: UInt64 = 1_000_000
    private(set) var seed: UInt64 = 1
    private(set) var limit = Duration.seconds(10)
    private(set) var replay: String?
    private(set) var isList = false
    private(set) var campaigns: [any Campaign.Type] = []

    init(_ arguments: some Sequence<String>) throws {
        var rest = arguments.makeIterator()
        while let argument = rest.next() {
            switch argument {
            case "--list": isList = true
            case "--place": place = rest.next().map { URL(filePath: $0).standardized.path() } ?? ""
            case "--replay": replay = rest.next()
            case "--inputs": inputs = try Self.number(argument, rest.next())
            case "--seed": seed = try Self.number(argument, rest.next())
            case "--limit": limit = .seconds(Int(try Self.number(argument, rest.next())))
            default: campaigns.append(try Self.campaign(argument))
            }
        }
        if campaigns.isEmpty { campaigns = VigiloFuzz.campaigns }
        try require(isList || !place.isEmpty, "--place FOLDER is missing")
    }

    private static func number(_ option: String, _ text: String?) throws -> UInt64 {
        guard let number = text.flatMap(UInt64.init), number <= UInt64(Int32.max) << 16 else {
            throw Fault("\(option) needs a whole number")
        }
        return number
    }

    static func campaign(_ name: String) throws -> any Campaign.Type {
        guard let campaign = VigiloFuzz.campaigns.first(where: { $0.name == name }) else {
            let names = VigiloFuzz.campaigns.map { $0.name }.joined(separator: ", ")
            throw Fault("there is no campaign '\(name)'; the campaigns are \(names)")
        }
        return campaign
    }
}
