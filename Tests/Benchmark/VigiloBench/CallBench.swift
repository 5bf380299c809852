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
        func function(_ name: String, _ signature: String) throws -> PreparedFunction {
            guard let symbol = unsafe dlsym(library, name) else { throw NotFound(symbol: name) }
            return unsafe PreparedFunction(function: symbol, signature: try FunctionSignature(parsing: signature))
        }
        let add = try function("bench_add", "i64(i64 a, i64 b)")
        let scale = try function("bench_scale", "f64(f64 a, f64 b)")
        let mixed = try function("bench_mixed", "f64(i64 a, f64 b)")
        let five = try function("bench_five", "f64(i64 a, f64 b, str c, i64 d, f64 e)")
        let text = try function("bench_text", "i32(str a, i32 b)")

        return unsafe "owner".withCString { owner in
            let owner = UInt64(UInt(bitPattern: owner))
            return [
                "add": measure(add, rounds) { frame, round in
                    frame[0] = UInt64(round)
                    frame[1] = 3
                },
                "scale": measure(scale, rounds) { frame, round in
                    frame[0] = Double(round).bitPattern
                    frame[1] = 1.5.bitPattern
                },
                "mixed": measure(mixed, rounds) { frame, round in
                    frame[0] = UInt64(round)
                    frame[1] = 0.5.bitPattern
                },
                "five": measure(five, rounds) { frame, round in
                    frame[0] = UInt64(round)
                    frame[1] = 0.5.bitPattern
                    frame[2] = owner
                    frame[3] = 2
                    frame[4] = 0.25.bitPattern
                },
                "text": measure(text, rounds) { frame, round in
                    frame[0] = owner
                    frame[1] = UInt64(round)
                },
            ]
        }
    }

    @inline(__always)
    private static func measure(
        _ function: PreparedFunction, _ rounds: Int, _ fill: (borrowing CallFrame, Int) -> Void
    ) -> JSONValue {
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
            return .number(elapsed / .nanoseconds(1) / Double(max(rounds, 1)))
        }
    }
}
