// The shape of a type that can be decoded: it is asked which members it reads, and given blanks for all of them.

import VigiloJSON

extension Shape {
    /// What the type's own decoding reads. A type that cannot be made of blanks is a mistake of the type's author.
    init(of type: (some Decodable).Type) throws {
        let sketch = Sketch()
        _ = try sketch.blank(type)
        self = sketch.shape
    }
}

/// What has been seen of one value.
private final class Sketch {
    var shape: Shape { kind(members.mapValues(\.shape)) }
    fileprivate var members: [String: Sketch] = [:]
    fileprivate var kind: ([String: Shape]) -> Shape = { _ in .leaf }

    private static let leaves: [any Decodable & Sendable] = [
        "", false, 0.0, Float(0), 0, Int8(0), Int16(0), Int32(0), Int64(0), UInt(0), UInt8(0), UInt16(0), UInt32(0),
        UInt64(0),
    ]

    /// A value of the type, made of nothing; its shape is this sketch's.
    func blank<Value: Decodable>(_ type: Value.Type) throws -> Value {
        for leaf in Self.leaves {
            if let value = leaf as? Value { return value }
        }
        if let value = JSONValue.null as? Value {
            kind = { _ in .any }
            return value
        }
        do {
            return try Value(from: BlankDecoder(sketch: self))
        } catch {
            // An enumeration takes no blank; any of its cases will do.
            guard let cases = type as? any CaseIterable.Type, let value = Self.first(of: cases) as? Value else {
                throw error
            }
            return value
        }
    }

    fileprivate func member(_ name: String) -> Sketch {
        let member = members[name] ?? Sketch()
        members[name] = member
        return member
    }

    private static func first<Cases: CaseIterable>(of cases: Cases.Type) -> Any? { cases.allCases.first }
}

private struct BlankDecoder: Decoder {
    let sketch: Sketch
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
        sketch.kind = Shape.object
        return KeyedDecodingContainer(BlankMembers<Key>(sketch: sketch))
    }

    func unkeyedContainer() -> any UnkeyedDecodingContainer {
        sketch.kind = { .array($0["*"] ?? .any) }
        return BlankItems(sketch: sketch)
    }

    func singleValueContainer() -> any SingleValueDecodingContainer { BlankValue(sketch: sketch) }
}

private struct BlankMembers<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let sketch: Sketch
    var codingPath: [any CodingKey] { [] }

    /// Who asks for all keys reads a dictionary: what it has is not known, but all of it is alike.
    var allKeys: [Key] {
        sketch.kind = { .map($0["*"] ?? .any) }
        return Key(stringValue: "*").map { [$0] } ?? []
    }

    func contains(_ key: Key) -> Bool { true }
    func decodeNil(forKey key: Key) -> Bool { false }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        try sketch.member(key.stringValue).blank(type)
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) -> KeyedDecodingContainer<Nested> {
        BlankDecoder(sketch: sketch.member(key.stringValue)).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedDecodingContainer {
        BlankDecoder(sketch: sketch.member(key.stringValue)).unkeyedContainer()
    }

    func superDecoder() -> any Decoder { BlankDecoder(sketch: sketch) }
    func superDecoder(forKey key: Key) -> any Decoder { BlankDecoder(sketch: sketch.member(key.stringValue)) }
}

/// A list of one.
private struct BlankItems: UnkeyedDecodingContainer {
    let sketch: Sketch
    private(set) var currentIndex = 0
    var codingPath: [any CodingKey] { [] }
    var count: Int? { 1 }
    var isAtEnd: Bool { currentIndex > 0 }

    init(sketch: Sketch) {
        self.sketch = sketch
    }

    private mutating func next() -> Sketch {
        currentIndex += 1
        return sketch.member("*")
    }

    mutating func decodeNil() -> Bool { false }
    mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try next().blank(type) }

    mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedDecodingContainer<Nested> {
        BlankDecoder(sketch: next()).container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() -> any UnkeyedDecodingContainer {
        BlankDecoder(sketch: next()).unkeyedContainer()
    }

    mutating func superDecoder() -> any Decoder { BlankDecoder(sketch: next()) }
}

private struct BlankValue: SingleValueDecodingContainer {
    let sketch: Sketch
    var codingPath: [any CodingKey] { [] }

    func decodeNil() -> Bool { false }
    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try sketch.blank(type) }
}
