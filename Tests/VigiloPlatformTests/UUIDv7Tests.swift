// New identifiers.

import Testing

@testable import VigiloPlatform

@Suite struct UUIDv7Tests {
    @Test func `an identifier has the form, the version and the variant of RFC 9562`() throws {
        let pattern = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/
        #expect(UUIDv7.make().wholeMatch(of: pattern) != nil)
    }

    @Test func `its first 48 bits are the milliseconds of its time`() throws {
        let before = Timestamp.now().microseconds / 1000
        let id = UUIDv7.make()
        let after = Timestamp.now().microseconds / 1000
        let milliseconds = try #require(Int64(id.replacing("-", with: "").prefix(12), radix: 16))
        #expect((before...after + 1).contains(milliseconds))
    }

    @Test func `identifiers made one after the other sort so and never repeat`() {
        let ids = (0..<10_000).map { _ in UUIDv7.make() }
        #expect(ids == ids.sorted())
        #expect(Set(ids).count == ids.count)
    }

    @Test func `times beyond the year 2112 have their milliseconds and fraction, too`() {
        let newYear2200 = Timestamp(microseconds: 7_258_118_400_000_000)
        #expect(UUIDv7.ticks(of: newYear2200) == 7_258_118_400_000 << 12)
        #expect(UUIDv7.ticks(of: Timestamp(microseconds: newYear2200.microseconds + 500)) & 0xFFF == 2048)
    }
}
