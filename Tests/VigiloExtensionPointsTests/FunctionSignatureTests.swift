// Reading signatures, and what their authors are told.

import Testing
import VigiloExtensionPoints

@Suite struct FunctionSignatureTests {
    @Test func `a signature is read`() throws {
        let signature = try FunctionSignature(parsing: "f64(i64 severity, f64 exposure, str owner)")
        #expect(signature.result == .f64)
        #expect(
            signature.parameters == [
                .init(type: .i64, name: "severity"), .init(type: .f64, name: "exposure"),
                .init(type: .str, name: "owner"),
            ])
    }

    @Test(arguments: [
        "void()", "bool(bool a)", "i32(i32 a)", "u64(u64 a)", "bytes(bytes a)", "json(json a)", "str(str a)",
        "i64(i64 a1_b, f64 i64)",
        "void(" + (1...16).map { "i64 p\($0)" }.joined(separator: ", ") + ")",
        "void(i64 \(String(repeating: "n", count: 64)))",
    ])
    func `what is written normally is read and written back`(_ text: String) throws {
        #expect(try FunctionSignature(parsing: text).description == text)
    }

    @Test(arguments: ["  void ( ) ", "void\n(\t)", "void()\r\n"])
    func `white space may stand anywhere`(_ text: String) throws {
        #expect(try FunctionSignature(parsing: text) == FunctionSignature(result: nil, parameters: []))
    }

    @Test func `white space between parameters is free, too`() throws {
        let signature = try FunctionSignature(parsing: " str(  i64\ta,f64 b ,\n str   c )")
        #expect(signature.description == "str(i64 a, f64 b, str c)")
    }

    @Test(arguments: [
        ("", 1, "a type must stand here, not the end; the types are bool i32 i64 u64 f64 str bytes json void"),
        ("f64", 4, "'(' must follow the result's type, not the end"),
        ("f46()", 1, "'f46' is not a type; the types are bool i32 i64 u64 f64 str bytes json void"),
        ("f64(f46 a)", 5, "'f46' is not a type; the types are bool i32 i64 u64 f64 str bytes json"),
        ("f64(void a)", 5, "'void' can only be a result; without parameters the list is ()"),
        ("f64(void)", 5, "'void' can only be a result; without parameters the list is ()"),
        ("f64(i64)", 8, "a name must follow the type 'i64', not ')'"),
        ("f64(i64 a", 10, "',' or ')' must follow a parameter, not the end"),
        ("f64(i64 a b)", 11, "',' or ')' must follow a parameter, not 'b'"),
        ("f64(i64 a,)", 11, "a type must stand here, not ')'; the types are bool i32 i64 u64 f64 str bytes json"),
        ("f64(,)", 5, "a type must stand here, not ','; the types are bool i32 i64 u64 f64 str bytes json"),
        ("f64(i64 Upper)", 9, "'Upper' is not a name; names are [a-z][a-z0-9_]{0,63}"),
        ("f64(i64 _a)", 9, "'_a' is not a name; names are [a-z][a-z0-9_]{0,63}"),
        ("f64(i64 1a)", 9, "'1a' is not a name; names are [a-z][a-z0-9_]{0,63}"),
        ("f64(i64 é)", 9, "a name must follow the type 'i64', not U+E9"),
        ("f64(i64 a, i64 a)", 16, "two parameters are named 'a'"),
        ("f64() x", 7, "nothing may follow the ')', and 'x' does"),
        ("f64()\u{0}", 6, "nothing may follow the ')', and U+0 does"),
        ("f64[]", 4, "'(' must follow the result's type, not '['"),
    ])
    func `a mistake is told with its column`(_ text: String, _ column: Int, _ fault: String) throws {
        let error = try #require(throws: SignatureError.self) { try FunctionSignature(parsing: text) }
        #expect(error.column == column)
        #expect(error.sentence == "column \(column): \(fault)")
        #expect(error.description == error.sentence)
    }

    @Test func `sixteen parameters are enough`() throws {
        let list = (1...17).map { "i64 p\($0)" }.joined(separator: ", ")
        let error = try #require(throws: SignatureError.self) { try FunctionSignature(parsing: "void(\(list))") }
        #expect(error.sentence.hasSuffix("it has more than 16 parameters; the limit is 16"))
    }

    @Test func `a name of 65 letters is too long`() throws {
        let name = String(repeating: "n", count: 65)
        let error = try #require(throws: SignatureError.self) { try FunctionSignature(parsing: "void(i64 \(name))") }
        #expect(error.column == 10)
    }

    @Test func `every beginning of a good signature is refused and nothing traps`() {
        let text = "f64(i64 severity, f64 exposure)"
        for length in 0..<text.count {
            #expect(throws: SignatureError.self) { try FunctionSignature(parsing: String(text.prefix(length))) }
        }
    }
}
