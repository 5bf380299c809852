// The lean path: every compiled shape, and the same through libffi.

import Testing
import VigiloExtensionPoints

@testable import VigiloPluginRuntime

@Suite struct PreparedFunctionTests {
    private static let fixture = Task { try await Fixture("trampolines.c") }

    /// All lists of up to four parameters, as digits: 0 a general register, 1 a vector register.
    static let lists: [String] = (0...4).flatMap { count in
        (0..<(1 << count)).map { bits in
            let digits = String(bits, radix: 2)
            return count == 0 ? "" : String(repeating: "0", count: count - digits.count) + digits
        }
    }

    private func call(_ symbol: String, _ list: String, result: String, trampolines: Bool) async throws -> UInt64 {
        let parameters = list.enumerated().map { "\($1 == "1" ? "f64" : "i64") p\($0)" }.joined(separator: ", ")
        let signature = try FunctionSignature(parsing: "\(result)(\(parameters))")
        let function = PreparedFunction(
            function: try await Self.fixture.value.symbol(symbol), signature: signature, usesTrampolines: trampolines)
        #expect(function.isCompiled == trampolines)
        return function.withFrame { frame in
            for (index, digit) in list.enumerated() {
                frame[index] = digit == "1" ? Double(index + 2).bitPattern : UInt64(index + 2)
            }
            function.invoke(frame)
            return frame.result
        }
    }

    @Test(arguments: lists, [true, false])
    func `every shape takes each parameter from its place and gives its result`(
        _ list: String, _ trampolines: Bool
    ) async throws {
        let expected =
            list.isEmpty
            ? 5
            : list.indices.enumerated().reduce(0) { sum, place in
                sum + [1, 10, 100, 1000][place.offset] * (place.offset + 2)
            }
        #expect(try await call("i_\(list)", list, result: "i64", trampolines: trampolines) == UInt64(expected))
        let double = try await call("d_\(list)", list, result: "f64", trampolines: trampolines)
        #expect(Double(bitPattern: double) == Double(expected))
    }

    @Test func `a void function's effect is there and its result is left alone`() async throws {
        #expect(try await call("v_01", "01", result: "void", trampolines: true) == 0)
        let seen = try await call("last_seen", "", result: "f64", trampolines: true)
        #expect(Double(bitPattern: seen) == 32)
    }

    @Test(arguments: [
        ("i64(i64 a, i64 b, i64 c, i64 d)", true), ("i64(i64 a, i64 b, i64 c, i64 d, i64 e)", false),
        ("f64(bool a, i32 b, str c, json d)", true), ("void(bytes a)", false), ("void()", true),
        ("str(f64 a, f64 b, f64 c)", true), ("str(f64 a, f64 b, f64 c, f64 d)", false),
    ])
    func `common shapes are compiled, others are not`(_ text: String, _ isCompiled: Bool) async throws {
        let address = try await Self.fixture.value.symbol("i_")
        let function = PreparedFunction(function: address, signature: try FunctionSignature(parsing: text))
        #expect(function.isCompiled == isCompiled)
    }
}
