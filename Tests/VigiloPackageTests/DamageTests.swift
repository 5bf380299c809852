// Every way in which a package can be hurt on its way: none goes unnoticed.

import Testing

@testable import VigiloPackage

@Suite struct `a damaged package` {
    @Test func `is refused wherever it was cut`() throws {
        let bytes = try fullPackage().archive()
        for end in stride(from: 0, to: bytes.count, by: 512).flatMap({ [$0, $0 + 1, $0 + 511] }) where end < bytes.count
        {
            let error = refusal(of: Array(bytes[..<end]))
            #expect(error?.description.contains("ends at byte \(end)") == true, "cut at \(end)")
            #expect(error?.code == "package.malformed")
        }
    }

    @Test func `is refused whichever byte was hurt, or else its manifest tells another tale`() throws {
        let package = try fullPackage()
        let bytes = package.archive()
        for index in bytes.indices {
            var damaged = bytes
            damaged[index] ^= 1 << UInt8(index % 8)
            do throws(PackageError) {
                let read = try PluginPackage(reading: damaged, sha256: sum)
                #expect(read.manifest != package.manifest, "byte \(index)")
                #expect(read.files == package.files, "byte \(index)")
            } catch {
                #expect(!error.description.isEmpty)
            }
        }
    }

    @Test func `shows every flipped bit of a header, without a manifest too`() throws {
        let bytes = try PluginPackage(library: file("x.so")).archive()
        for index in 0..<512 {
            for bit in 0..<8 {
                var damaged = bytes
                damaged[index] ^= 1 << UInt8(bit)
                #expect(refusal(of: damaged) != nil, "byte \(index), bit \(bit)")
            }
        }
    }

    @Test func `is refused with anything behind its end`() throws {
        let bytes = try fullPackage().archive()
        #expect(
            refusal(of: bytes + [0])?.description
                == "the package is damaged: something follows its end at byte \(bytes.count)")
        #expect(refusal(of: bytes + [UInt8](repeating: 1, count: 512))?.description.contains("follows its end") == true)
        #expect(refusal(of: bytes + bytes)?.description.contains("follows its end") == true)
    }

    @Test func `never brings the reader down`() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<2_000 {
            var bytes = (0..<Int.random(in: 0...2048, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            if bytes.count >= 512 {
                bytes.replaceSubrange(Tar.Field.magic, with: Bool.random(using: &random) ? Tar.magic : Tar.gnuMagic)
                bytes = bytes.settingHeader(0, to: [UInt8(ascii: "x"), 0])
            }
            #expect(refusal(of: bytes) != nil)
        }
    }
}
