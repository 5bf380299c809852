// What one typed call costs inside the daemon: words into the frame, the call, the result's word out.

import Glibc
import VigiloExtensionPoints
import VigiloJSON
import VigiloPluginRuntime

enum CallBench {
    struct NotFound: Error { let symbol: String }

    /// Nanoseconds a call of each of the measured shapes; the functions and their arguments are those of calls.c.
    static func run(library path: String, rounds: Int) throws -> JSONValue {
        guard let library = unsafe dlopen(path, RTLD_NOW) else { throw NotFound(symbol: path) }
        func measure<Shape: MeasuredShape>(_ shape: Shape) throws -> JSONValue {
            guard let symbol = unsafe dlsym(library, Shape.symbol) else { throw NotFound(symbol: Shape.symbol) }
            let signature = try FunctionSignature(parsing: Shape.signature)
            let function = unsafe PreparedFunction(function: symbol, signature: signature)
            return .number(shape.nanoseconds(function, rounds))
        }
        return try unsafe "owner".withCString { owner in
            let owner = UInt64(UInt(bitPattern: owner))
            return [
                "add": try measure(Add()), "scale": try measure(Scale()), "mixed": try measure(Mixed()),
                "five": try measure(Five(owner: owner)), "text": try measure(Text(owner: owner)),
            ]
        }
    }
}

/// A function of shapes.c and how its parameters are filled in. A type each, so that the loop is compiled for each.
private protocol MeasuredShape {
    static var symbol: String { get }
    static var signature: String { get }
    func fill(_ frame: borrowing CallFrame, _ round: Int)
}

extension MeasuredShape {
    @inline(__always)
    func nanoseconds(_ function: PreparedFunction, _ rounds: Int) -> Double {
        function.withFrame { frame in
            var sum: UInt64 = 0
            let start = ContinuousClock.now
            for round in 0..<rounds {
                fill(frame, round)
                unsafe function.invoke(frame)
                sum &+= frame.result
            }
            let elapsed = ContinuousClock.now - start
            // Looked at, so that no compiler finds the calls needless.
            if sum == .max { print(sum) }
            return elapsed / .nanoseconds(1) / Double(max(rounds, 1))
        }
    }
}

private struct Add: MeasuredShape {
    static let symbol = "bench_add"
    static let signature = "i64(i64 a, i64 b)"
    func fill(_ frame: borrowing CallFrame, _ round: Int) {
        frame[0] = UInt64(round)
        frame[1] = 3
    }
}

private struct Scale: MeasuredShape {
    static let symbol = "bench_scale"
    static let signature = "f64(f64 a, f64 b)"
    func fill(_ frame: borrowing CallFrame, _ round: Int) {
        frame[0] = Double(round).bitPattern
        frame[1] = 1.5.bitPattern
    }
}

private struct Mixed: MeasuredShape {
    static let symbol = "bench_mixed"
    static let signature = "f64(i64 a, f64 b)"
    func fill(_ frame: borrowing CallFrame, _ round: Int) {
        frame[0] = UInt64(round)
        frame[1] = 0.5.bitPattern
    }
}

private struct Five: MeasuredShape {
    static let symbol = "bench_five"
    static let signature = "f64(i64 a, f64 b, str c, i64 d, f64 e)"
    let owner: UInt64
    func fill(_ frame: borrowing CallFrame, _ round: Int) {
        frame[0] = UInt64(round)
        frame[1] = 0.5.bitPattern
        frame[2] = owner
        frame[3] = 2
        frame[4] = 0.25.bitPattern
    }
}

private struct Text: MeasuredShape {
    static let symbol = "bench_text"
    static let signature = "i32(str a, i32 b)"
    let owner: UInt64
    func fill(_ frame: borrowing CallFrame, _ round: Int) {
        frame[0] = owner
        frame[1] = UInt64(round)
    }
}
