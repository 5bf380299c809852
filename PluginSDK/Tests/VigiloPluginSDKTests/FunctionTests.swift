// Swift closures called as the plain C functions that their signatures promise.

import CVigiloPlugin
import Testing
import VigiloPluginSDK

private typealias Text = UnsafePointer<CChar>?
private typealias ResultTable = UnsafePointer<vigilo_result_v1>

extension `An exported plugin` {
    /// Registers what `body` says, and returns the last function.
    private func function(
        _ host: FakeHost, _ body: @escaping (Registry) throws -> Void
    ) throws -> vigilo_function_v1 {
        #expect(ExamplePlugin.register(with: host, body) == VIGILO_OK)
        return try #require(host.functions.last).pointee
    }

    private func signature(_ function: vigilo_function_v1) -> String { String(cString: function.signature) }

    @Test func `numbers and text arrive, and a double goes home`() throws {
        let host = FakeHost()
        let function = try function(host) {
            try $0.function(
                "risk_score", .i64("severity"), .f64("exposure"), .str("owner"), summary: "Weighs", isPure: true
            ) { severity, exposure, owner in
                Double(severity) * exposure + Double(owner.count)
            }
        }
        #expect(String(cString: function.name) == "risk_score")
        #expect(signature(function) == "f64(i64 severity, f64 exposure, str owner)")
        #expect(function.summary.map { String(cString: $0) } == "Weighs")
        #expect(function.flags == 1)
        typealias Native = @convention(c) (Int64, Double, Text) -> Double
        let call = unsafeBitCast(function.function, to: Native.self)
        #expect(call(-4, 0.5, "anna") == 2)
        #expect(call(2, 1.5, nil) == 3)
    }

    @Test func `every whole type keeps its range both ways`() throws {
        let host = FakeHost()
        let narrow = try function(host) {
            try $0.function("narrow", .i32("x"), .bool("negate")) { x, negate in negate ? 0 - x : x }
        }
        #expect(signature(narrow) == "i32(i32 x, bool negate)")
        let callNarrow = unsafeBitCast(narrow.function, to: (@convention(c) (Int32, UInt8) -> Int32).self)
        #expect(callNarrow(.min, 0) == .min)
        #expect(callNarrow(.max, 1) == -.max)
        let wide = try function(host) { try $0.function("wide", .u64("x")) { x in x + 1 } }
        let callWide = unsafeBitCast(wide.function, to: (@convention(c) (UInt64) -> UInt64).self)
        #expect(callWide(.max - 1) == .max)
        let truth = try function(host) { try $0.function("truth", .i64("x")) { x in x < 0 } }
        #expect(signature(truth) == "bool(i64 x)")
        let callTruth = unsafeBitCast(truth.function, to: (@convention(c) (Int64) -> UInt8).self)
        #expect(callTruth(.min) == 1)
        #expect(callTruth(0) == 0)
        let none = try function(host) { try $0.function("none") { 2.5 } }
        #expect(signature(none) == "f64()")
        #expect(unsafeBitCast(none.function, to: (@convention(c) () -> Double).self)() == 2.5)
    }

    @Test func `text, bytes and JSON go home through the result, and so do errors`() throws {
        let host = FakeHost()
        let text = try function(host) {
            try $0.function("greet", .str("name"), .json("extra"), .bytes("data")) { name, extra, data in
                if name.isEmpty { throw PluginError.refused("nobody is there") }
                return "\(name) \(extra) \(data)"
            }
        }
        #expect(signature(text) == "str(str name, json extra, bytes data)")
        typealias Native = @convention(c) (Text, Text, vigilo_bytes, ResultTable) -> Void
        let call = unsafeBitCast(text.function, to: Native.self)
        call("Zoë", #"{"b":1,"a":[]}"#, host.view([1, 0, 2]), host.result)
        #expect(host.text == #"Zoë {"a":[],"b":1} [1, 0, 2]"#)
        call("", "null", vigilo_bytes(data: nil, len: 0), host.result)
        #expect(host.sentence == "nobody is there")

        let json = try function(host) { try $0.function("pair", .f64("x")) { x in ["x": .number(x)] as JSON } }
        unsafeBitCast(json.function, to: (@convention(c) (Double, ResultTable) -> Void).self)(1.5, host.result)
        #expect(host.json == ["x": 1.5])
        let bytes = try function(host) { try $0.function("raw") { [0, 9] as [UInt8] } }
        #expect(signature(bytes) == "bytes()")
        unsafeBitCast(bytes.function, to: (@convention(c) (ResultTable) -> Void).self)(host.result)
        #expect(host.value == [0, 9])
    }

    @Test func `a function that returns nothing is void`() throws {
        final class Seen: @unchecked Sendable { var values: [Int64] = [] }
        let host = FakeHost()
        let seen = Seen()
        let function = try function(host) { try $0.function("note", .i64("x")) { (x: Int64) in seen.values.append(x) } }
        #expect(signature(function) == "void(i64 x)")
        unsafeBitCast(function.function, to: (@convention(c) (Int64) -> Void).self)(5)
        #expect(seen.values == [5])
    }

    @Test func `sixteen parameters spill from both kinds of registers onto the stack in order`() throws {
        let host = FakeHost()
        let function = try function(host) {
            try $0.function(
                "wide", .i64("a"), .f64("b"), .i64("c"), .i32("d"), .f64("e"), .u64("f"), .bool("g"), .str("h"),
                .i64("i"), .i32("j"), .bool("k"), .str("l"), .u64("m"), .f64("n"), .i64("o"), .i64("p")
            ) { a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p in
                "\(a) \(b) \(c) \(d) \(e) \(f) \(g) \(h) \(i) \(j) \(k) \(l) \(m) \(n) \(o) \(p)"
            }
        }
        typealias Native =
            @convention(c) (
                Int64, Double, Int64, Int32, Double, UInt64, UInt8, Text, Int64, Int32, UInt8, Text, UInt64, Double,
                Int64, Int64, ResultTable
            ) -> Void
        let call = unsafeBitCast(function.function, to: Native.self)
        call(1, 2.5, 3, -4, 5.5, 6, 1, "eight", -9, -10, 0, "twelve", 13, 14.5, -15, 16, host.result)
        #expect(host.text == "1 2.5 3 -4 5.5 6 true eight -9 -10 false twelve 13 14.5 -15 16")
    }

    @Test func `ten doubles spill too`() throws {
        let host = FakeHost()
        let function = try function(host) {
            try $0.function(
                "sum", .f64("a"), .f64("b"), .f64("c"), .f64("d"), .f64("e"), .f64("f"), .f64("g"), .f64("h"),
                .f64("i"),
                .i64("n"), .f64("j")
            ) { a, b, c, d, e, f, g, h, i, n, j in
                let head = [a, b, c, d, e, f, g, h].reduce(0, +)
                return head + 10 * i + 100 * j + Double(n)
            }
        }
        typealias Native =
            @convention(c) (
                Double, Double, Double, Double, Double, Double, Double, Double, Double, Int64, Double
            ) -> Double
        let call = unsafeBitCast(function.function, to: Native.self)
        #expect(call(1, 1, 1, 1, 1, 1, 1, 1, 2, 5, 3) == 333)
    }

    @Test func `bytes stay in one piece where registers run out, and what follows still finds room`() throws {
        let host = FakeHost()
        let function = try function(host) {
            try $0.function(
                "mixed", .i64("a"), .i64("b"), .i64("c"), .i64("d"), .i64("e"), .bytes("f"), .i64("g"), .bytes("h")
            ) { a, b, c, d, e, f, g, h in "\(a)\(b)\(c)\(d)\(e) \(f) \(g) \(h)" }
        }
        typealias Native =
            @convention(c) (
                Int64, Int64, Int64, Int64, Int64, vigilo_bytes, Int64, vigilo_bytes, ResultTable
            ) -> Void
        let call = unsafeBitCast(function.function, to: Native.self)
        call(1, 2, 3, 4, 5, host.view([6]), 7, host.view([8, 9]), host.result)
        #expect(host.text == "12345 [6] 7 [8, 9]")
    }

    @Test func `an Int is an i64`() throws {
        let host = FakeHost()
        let function = try function(host) { try $0.function("length", .str("text"), .int("plus")) { $0.count + $1 } }
        #expect(signature(function) == "i64(str text, i64 plus)")
        #expect(unsafeBitCast(function.function, to: (@convention(c) (Text, Int64) -> Int64).self)("four", -5) == -1)
    }

    /// In a process of its own, for slots are never given back.
    @Test func `more functions than there are slots are refused with a sentence`() async {
        await #expect(processExitsWith: .success) {
            let host = FakeHost()
            let status = ExamplePlugin.register(with: host) { registry in
                for index in 0..<65 { try registry.function("f\(index)") { index } }
            }
            #expect(status == VIGILO_TOO_LARGE)
            #expect(host.failure?.contains("at most 64 typed functions") == true)
            // Each one that found a slot answers for itself.
            let values = host.functions.map {
                unsafeBitCast($0.pointee.function, to: (@convention(c) () -> Int64).self)()
            }
            #expect(values == Array(0..<64))
        }
    }
}
