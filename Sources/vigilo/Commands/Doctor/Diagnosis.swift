// What one check of vigilo doctor found.

import VigiloJSON

struct Diagnosis: Equatable {
    enum Status: String {
        case passed, failed
        /// It could not be checked, because an earlier check failed or there is nothing to check.
        case skipped
    }

    var name: String
    var status: Status
    /// What was found, in a sentence or a few.
    var found: String
    /// What to do, where something is wrong.
    var cure: String?

    static func passed(_ name: String, _ found: String) -> Diagnosis {
        Diagnosis(name: name, status: .passed, found: found)
    }

    static func failed(_ name: String, _ found: String, cure: String?) -> Diagnosis {
        Diagnosis(name: name, status: .failed, found: found, cure: cure)
    }

    static func skipped(_ name: String, _ found: String) -> Diagnosis {
        Diagnosis(name: name, status: .skipped, found: found)
    }

    /// A check that ended with an error.
    static func failed(_ name: String, _ error: any Error) -> Diagnosis {
        let failure = Failure(error)
        return .failed(name, failure.message, cure: failure.hint)
    }

    var entry: Checklist.Entry {
        let tone: Tone =
            switch status {
            case .passed: .good
            case .failed: .bad
            case .skipped: .faint
            }
        return .init(
            status: status.rawValue, tone: tone, name: name, texts: [found] + (cure.map { ["cure: \($0)"] } ?? []))
    }

    var json: JSONValue {
        [
            "name": .string(name), "status": .string(status.rawValue), "found": .string(found),
            "cure": cure.map(JSONValue.string) ?? .null,
        ]
    }
}
