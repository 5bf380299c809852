// Tests of what calls answer: by the contract, stable, and the same again where it says so.

import VigiloExtensionPoints
import VigiloJSON
import VigiloPluginRuntime

/// Which inputs a test makes up.
enum InputStyle: Sendable {
    /// What the schemas allow; text and numbers as values.
    case fitting
    /// Anything.
    case garbage
}

extension ValidationWork {
    var generator: SeededGenerator { SeededGenerator(seed: request.seed, for: test) }

    func calls(_ tested: TestedPlugin) -> ValidationVerdict {
        callAll(tested.targets, times: 50, style: .fitting) { target, outcome, _, _ in
            guard case .failed(let error) = outcome, error.code == .invalidArgument else { return nil }
            return .warn("\(target.subject) found inputs wrong that its schema allows: \(error.sentence)")
        }
    }

    func garbage(_ tested: TestedPlugin) -> ValidationVerdict {
        callAll(tested.targets, times: 2000, style: .garbage) { _, _, _, _ in nil }
    }

    func functionEdges(_ tested: TestedPlugin) -> ValidationVerdict {
        let functions = tested.targets.filter { if case .arguments = $0.inputs { true } else { false } }
        if functions.isEmpty { return .skip("it has no typed functions") }
        return callAll(functions, times: 500, style: .fitting) { _, _, _, _ in nil }
    }

    func pure(_ tested: TestedPlugin) -> ValidationVerdict {
        let targets = tested.targets.filter(\.isPure)
        if targets.isEmpty { return .skip("nothing of it says that it is pure") }
        return callAll(targets, times: 200, style: .fitting) { target, outcome, value, options in
            let again = wait { await target.call(value, options) }
            if again == outcome { return nil }
            return .fail("\(target.subject) says that it is pure, and gave two answers to \(Self.shown(value))")
        }
    }

    func normalForm(_ tested: TestedPlugin) -> ValidationVerdict {
        let targets = tested.targets.filter { $0.subject.hasPrefix("field type ") }
        if targets.isEmpty { return .skip("it has no field types") }
        return callAll(targets, times: 1000, style: .garbage) { target, outcome, _, options in
            guard case .value(let normalised?) = outcome else { return nil }
            switch wait(for: { await target.call(normalised, options) }) {
            case .value(normalised): return nil
            case .value(let other):
                return .warn(
                    "\(target.subject) made \(Self.shown(normalised)) of a value, and \(Self.shown(other ?? .null)) of that"
                )
            case .refused(let sentence):
                return .fail("\(target.subject) stored \(Self.shown(normalised)) and then refused it: \(sentence)")
            case .failed(let error):
                return .fail(
                    "\(target.subject) stored \(Self.shown(normalised)) and could not judge it again: \(error.sentence)"
                )
            }
        }
    }

    /// Calls every target a number of times. A breach of the contract fails, a deadline missed too; `judge` may add
    /// what else is wrong. A warning does not end the test, a failure does.
    func callAll(
        _ targets: [CallTarget], times: Int, style: InputStyle,
        judge: (CallTarget, CallOutcome, JSONValue, JSONValue) -> ValidationVerdict?
    ) -> ValidationVerdict {
        var inputs = MadeUpJSON(generator)
        var warning: ValidationVerdict?
        var count = 0
        for target in targets {
            // A run of a task takes no inputs, and may be long.
            let times = if case .nothing = target.inputs { 1 } else { times }
            for _ in 0..<times {
                let (value, options) = inputs.inputs(for: target, style)
                enter("in \(target.subject), called with \(Self.shown(value)) and \(Self.shown(options))")
                let outcome = wait { await target.call(value, options) }
                count += 1
                if let breach = outcome.breach { return .fail("\(breach), when called with \(Self.shown(value))") }
                if outcome.isOverdue {
                    return .fail("\(target.subject) did not return within 20 s from \(Self.shown(value))")
                }
                guard let verdict = judge(target, outcome, value, options) else { continue }
                if verdict.status == .fail { return verdict }
                warning = warning ?? verdict
            }
        }
        return warning ?? .pass("\(count) calls")
    }

    static func shown(_ value: JSONValue) -> String {
        let text = value.canonicalText
        return text.utf8.count <= 100 ? text : "\(text.prefix(80))... (\(text.utf8.count) bytes)"
    }
}

extension MadeUpJSON {
    /// Value and options for a call of the target.
    mutating func inputs(for target: CallTarget, _ style: InputStyle) -> (value: JSONValue, options: JSONValue) {
        switch (target.inputs, style) {
        case (.nothing, _): (.null, .null)
        case (.arguments(let signature), _): (arguments(for: signature), .null)
        case (.configuration(let schema), .fitting): (.null, value(fitting: schema))
        case (.valueAndOptions(let schema), .fitting): (value(depth: 0), value(fitting: schema))
        case (_, .garbage): (value(), value())
        }
    }
}
