// Bad files, part two: ELF files that are no whole shared object for this machine.

import Foundation
import VigiloExtensionPoints

extension Specimen {
    private static let good = Recipe("plugin")
    private static let machine = "this daemon runs on 64-bit \(machineName)"

    #if arch(x86_64)
        private static let machineName = "x86-64"
        private static let otherMachine: UInt16 = 183
        private static let otherMachineName = "AArch64"
        private static let narrow = Recipe("library", "-m32", linking: ["-shared", "-nostdlib"])
    #else
        private static let machineName = "AArch64"
        private static let otherMachine: UInt16 = 62
        private static let otherMachineName = "x86-64"
        private static let narrow = Recipe("plugin")
    #endif

    static let images: [Specimen] = [
        // Where the compiler cannot build for 32 bits, the byte that says so is enough.
        Specimen("narrow.so", narrow, .elfWrongClass, "it was built for a 32-bit machine; \(machine)") { $0[4] = 1 },
        Specimen(
            "big_endian.so", good, .elfWrongByteOrder,
            "it was built for a big-endian machine; this daemon runs on little-endian \(machineName)"
        ) { $0[5] = 2 },
        Specimen(
            "other_machine.so", good, .elfWrongMachine, "it was built for \(otherMachineName); \(machine)"
        ) { $0.put(otherMachine, at: 18) },
        Specimen(
            "unknown_machine.so", good, .elfWrongMachine,
            "it was built for an unknown machine (ELF number 64000); \(machine)"
        ) { $0.put(UInt16(64_000), at: 18) },
        Specimen(
            "other_system.so", good, .elfWrongMachine,
            "it was built for another operating system (ELF number 9), not for Linux"
        ) { $0[7] = 9 },
        Specimen(
            "program.so", Recipe("library", "-DPROGRAM", linking: ["-no-pie"]), .elfExecutable,
            "it is a program, not a shared object; build it with -shared"),
        Specimen(
            "program_pie.so", Recipe("library", "-DPROGRAM", linking: ["-pie", "-fPIE"]), .elfExecutable,
            "it is a program, not a shared object; build it with -shared"),
        Specimen(
            "object.so", Recipe("library", linking: ["-c"]), .elfNotShared,
            "it is an object file that has not been linked, not a shared object; link it with -shared"),
        Specimen(
            "core.so", good, .elfNotShared, "it is the core dump of a crashed program, not a shared object"
        ) { $0.put(UInt16(4), at: 16) },
        Specimen(
            "cut_in_magic.so", good, .elfTruncated,
            "it is not whole: its ELF header should end at byte 64, and the file has 3; 61 bytes are missing"
        ) { $0 = Array($0.prefix(3)) },
        Specimen(
            "cut_in_header.so", good, .elfTruncated,
            "it is not whole: its ELF header should end at byte 64, and the file has 63; 1 byte is missing"
        ) { $0 = Array($0.prefix(63)) },
        Specimen(
            "blank_end.so", good, .elfTruncated,
            "it is not whole: its section table holds only zeros, as if it had not been copied to its end"
        ) { bytes in
            let table = bytes.number(at: 40, as: Int.self)
            bytes.replaceSubrange(table..., with: Array(repeating: 0, count: bytes.count - table))
        },
        Specimen(
            "no_segments.so", good, .elfMalformed,
            "it is a damaged ELF file: it has no program headers, so there is nothing to load"
        ) { $0.put(UInt16(0), at: 56) },
        Specimen(
            "far_segments.so", good, .elfMalformed,
            "it is a damaged ELF file: its program headers would end beyond the end of any file"
        ) { $0.put(UInt64.max - 8, at: 32) },
    ]
}
