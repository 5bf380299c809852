// Tests of what a plugin endures: large inputs, many calls, calls at once, and calls that are given up.

import VigiloExtensionPoints
import VigiloJSON
import VigiloPluginRuntime

#if canImport(Glibc)
    @preconcurrency import Glibc
#endif

extension ValidationWork {
    func extremes(_ tested: TestedPlugin) -> ValidationVerdict {
        let large = 8 << 20
        let nested = (0..<500).reduce(JSONValue.null) { inner, _ in .array([inner]) }
        let inputs: [(name: String, value: JSONValue)] = [
            ("empty text", ""), ("an empty object", [:]), ("an empty array", []),
            ("a text of 8 MiB", .string(String(repeating: "x", count: large))),
            ("a text of 8 MiB of quotes", .string(String(repeating: "\"", count: large / 2))),
            ("an array of a million numbers", .array(Array(repeating: 1, count: 1_000_000))),
            ("arrays 500 deep", nested),
            (
                "an object of 100,000 members",
                .object(Dictionary(uniqueKeysWithValues: (0..<100_000).map { ("\($0)", 1) }))
            ),
        ]
        var count = 0
        for target in tested.targets {
            for input in inputs {
                guard let value = Self.value(input.value, for: target) else { continue }
                enter("in \(target.subject), called with \(input.name)")
                let outcome = wait { await target.call(value, .null) }
                count += 1
                if let breach = outcome.breach { return .fail("\(breach), when called with \(input.name)") }
                if outcome.isOverdue { return .fail("\(target.subject) did not return within 20 s from \(input.name)") }
            }
        }
        return count == 0 ? .skip("nothing of it takes inputs of any size") : .pass("\(count) calls")
    }

    /// The value as the target takes it; a function, in all its parameters that have room for it.
    private static func value(_ value: JSONValue, for target: CallTarget) -> JSONValue? {
        switch target.inputs {
        case .nothing: return nil
        case .configuration, .valueAndOptions: return value
        case .arguments(let signature):
            var arguments: [String: JSONValue] = [:]
            for parameter in signature.parameters {
                switch (parameter.type, value) {
                case (.json, _), (.str, .string): arguments[parameter.name] = value
                case (.bool, _): arguments[parameter.name] = false
                case (.str, _), (.bytes, _): arguments[parameter.name] = ""
                default: arguments[parameter.name] = 0
                }
            }
            let hasRoom = signature.parameters.contains { $0.type == .json || $0.type == .str }
            return hasRoom ? .object(arguments) : nil
        }
    }

    func memory(_ tested: TestedPlugin) -> ValidationVerdict {
        let calls = 10_000
        let warmUp = 2_000
        var inputs = MadeUpJSON(generator)
        var worst: (bytes: Int, subject: String) = (0, "")
        for target in tested.targets {
            if case .nothing = target.inputs { continue }
            let (value, options) = inputs.inputs(for: target, .fitting)
            enter("in \(target.subject), called \(warmUp + calls) times")
            let growth = wait {
                for _ in 0..<warmUp { _ = await target.call(value, options) }
                var halves: [Int] = []
                for _ in 0..<2 {
                    let before = Self.residentBytes
                    for _ in 0..<calls / 2 { _ = await target.call(value, options) }
                    halves.append(Self.residentBytes - before)
                }
                // What is lost at every call is lost in both halves; what a cache or a new thread takes, in one.
                return 2 * min(halves[0], halves[1])
            }
            if growth > worst.bytes { worst = (growth, target.subject) }
        }
        let each = Double(worst.bytes) / Double(calls)
        let found = "\(worst.subject) left \(worst.bytes >> 10) KiB behind in \(calls) calls, \(Int(each)) bytes each"
        if each >= 1024 { return .fail(found) }
        if each >= 128 { return .warn(found) }
        return .pass
    }

    /// How much memory this process has, by the second number of statm.
    private static var residentBytes: Int {
        guard let file = fopen("/proc/self/statm", "re") else { return 0 }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 256)
        guard fgets(&line, Int32(line.count), file) != nil else { return 0 }
        let words = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self).split(
            separator: " ")
        return words.count > 1 ? (Int(words[1]) ?? 0) * Int(sysconf(Int32(_SC_PAGESIZE))) : 0
    }

    func threadSafe(_ tested: TestedPlugin) -> ValidationVerdict {
        guard tested.plugin.descriptor.isThreadSafe else { return .skip("it does not say that it is thread-safe") }
        var inputs = MadeUpJSON(generator)
        for target in tested.targets {
            if case .nothing = target.inputs { continue }
            let list = (0..<32).map { _ in inputs.inputs(for: target, .fitting) }
            enter("in \(target.subject), called by 16 threads at once")
            let wrong = wait { await Self.firstDifference(of: target, list) }
            if let wrong { return .fail(wrong) }
        }
        return .pass
    }

    /// Calls with every input alone, then with all of them at once, many times over.
    private static func firstDifference(
        of target: CallTarget, _ inputs: [(value: JSONValue, options: JSONValue)]
    ) async -> String? {
        var expected: [CallOutcome] = []
        for input in inputs { expected.append(await target.call(input.value, input.options)) }
        return await withTaskGroup(of: String?.self) { group in
            for start in 0..<16 {
                group.addTask { [expected] in
                    for step in 0..<200 {
                        let index = (start * 7 + step) % inputs.count
                        let outcome = await target.call(inputs[index].value, inputs[index].options)
                        if let breach = outcome.breach { return "\(breach), when called by 16 threads at once" }
                        if target.isPure, outcome != expected[index] {
                            return "\(target.subject) says that it is pure, and answered \(shown(inputs[index].value)) "
                                + "otherwise when it was called by 16 threads at once"
                        }
                    }
                    return nil
                }
            }
            var first: String?
            for await result in group { first = first ?? result }
            return first
        }
    }
}
