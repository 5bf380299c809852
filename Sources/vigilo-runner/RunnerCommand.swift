// The command line of vigilo-runner.

import VigiloJSON
import VigiloPluginRuntime

/// A command line that cannot be understood.
struct UsageError: Error {
    let sentence: String
}

/// What vigilo-runner is asked to do.
enum RunnerCommand {
    /// Load a file in a confined process and report what it is.
    case probe(ProbeRequest)
    /// Put a plugin through the conformance battery, each test in a confined process.
    case validate(ValidationRequest)
    case version
    case help

    static let usage = """
        usage: vigilo-runner --probe FILE [--vigilo-version VERSION] [--deadline SECONDS] [--memory MIB] [--name NAME]
                             [--configuration -]
               vigilo-runner --validate FILE [--seed N] [--only TEST] [--vigilo-version VERSION] [--deadline SECONDS]
                             [--memory MIB] [--name NAME]
               vigilo-runner --version

        Loads one plugin in a process of its own and prints, as one line of JSON, what it says of itself and what it
        registers, or why it is refused or would be quarantined. Whether it fits a version of Vigilo is for the
        daemon to judge; VERSION (default 0.0.0) is what the plugin is told. It gets SECONDS (default 10) and may
        use MIB mebibytes of address space (default 4096). NAME is what the file is called in sentences.
        With "--configuration -" the plugin's section of the daemon's configuration is read from standard input, as a
        JSON object; it is not given as an argument, since everybody on the machine can read those.
        Exit status: 0 taken, 1 refused, 2 usage, 3 quarantined, 4 the probe could not be made.

        --validate puts the plugin through the conformance battery and prints, as JSON, each test's name, how it came
        out (pass, warn, fail, skip) and why. Every test has a process of its own, and SECONDS of its own. Inputs are
        made up from the seed, which is printed: --seed N makes the same again. Adapters are called with made-up
        configurations. Exit status: 0 no test failed, 1 one did, 64 usage.
        """

    init(arguments: some Sequence<String>) throws(UsageError) {
        var options: [String: String] = [:]
        var iterator = arguments.makeIterator()
        while let argument = iterator.next() {
            switch argument {
            case "--version": self = .version; return
            case "--help", "-h": self = .help; return
            case "--probe", "--validate", "--seed", "--only", "--vigilo-version", "--deadline", "--memory", "--name",
                "--configuration":
                guard options[argument] == nil else { throw UsageError(sentence: "\(argument) is given twice") }
                guard let value = iterator.next(), !value.isEmpty else {
                    throw UsageError(sentence: "\(argument) needs a value")
                }
                options[argument] = value
            default: throw UsageError(sentence: "unknown argument '\(argument)'")
            }
        }
        if options["--validate"] == nil {
            self = .probe(try Self.request(options))
        } else {
            self = .validate(try Self.validation(options))
        }
    }

    private static func validation(_ options: [String: String]) throws(UsageError) -> ValidationRequest {
        guard let file = options["--validate"], options["--probe"] == nil else {
            throw UsageError(sentence: "--probe and --validate are two things; give one of them")
        }
        guard options["--configuration"] == nil else {
            throw UsageError(sentence: "--configuration goes with --probe")
        }
        var request = ValidationRequest(file: file)
        request.displayName = options["--name"] ?? request.displayName
        request.vigiloVersion = options["--vigilo-version"] ?? request.vigiloVersion
        if let text = options["--seed"] {
            guard let seed = UInt64(text) else {
                throw UsageError(sentence: "--seed is '\(text)', and must be a whole number from 0")
            }
            request.seed = seed
        }
        if let text = options["--only"] {
            guard let test = ValidationTest(rawValue: text) else {
                let names = ValidationTest.allCases.map(\.rawValue).joined(separator: ", ")
                throw UsageError(sentence: "there is no test '\(text)'; the tests are \(names)")
            }
            request.only = test
        }
        request.deadline = try deadline(options)
        request.addressSpaceBytes = try memory(options) ?? request.addressSpaceBytes
        return request
    }

    private static func request(_ options: [String: String]) throws(UsageError) -> ProbeRequest {
        guard let file = options["--probe"] else { throw UsageError(sentence: "--probe FILE is missing") }
        if let option = ["--seed", "--only"].first(where: { options[$0] != nil }) {
            throw UsageError(sentence: "\(option) goes with --validate")
        }
        var request = ProbeRequest(file: file)
        request.displayName = options["--name"] ?? request.displayName
        request.vigiloVersion = options["--vigilo-version"] ?? request.vigiloVersion
        request.limits.deadline = try deadline(options) ?? request.limits.deadline
        request.limits.addressSpaceBytes = try memory(options) ?? request.limits.addressSpaceBytes
        if let source = options["--configuration"] {
            guard source == "-" else {
                throw UsageError(sentence: "--configuration is '\(source)', and must be -, for standard input")
            }
            request.configuration = try configuration()
        }
        return request
    }

    private static func deadline(_ options: [String: String]) throws(UsageError) -> Duration? {
        guard let text = options["--deadline"] else { return nil }
        guard let seconds = Double(text), seconds > 0, seconds <= 3600 else {
            throw UsageError(sentence: "--deadline is '\(text)', and must be seconds, more than 0, at most 3600")
        }
        return .seconds(seconds)
    }

    private static func memory(_ options: [String: String]) throws(UsageError) -> UInt64? {
        guard let text = options["--memory"] else { return nil }
        guard let mebibytes = UInt64(text), (256...1 << 24).contains(mebibytes) else {
            throw UsageError(sentence: "--memory is '\(text)', and must be mebibytes, 256 to 16777216")
        }
        return mebibytes << 20
    }

    /// Reads standard input to its end, and leaves nothing of it to the plugin.
    private static func configuration() throws(UsageError) -> JSONValue {
        let text = StandardInput.readToEnd()
        guard let text, let value = try? JSONValue(parsing: text), value.objectValue != nil else {
            throw UsageError(sentence: "standard input holds no JSON object for --configuration")
        }
        return value
    }
}
