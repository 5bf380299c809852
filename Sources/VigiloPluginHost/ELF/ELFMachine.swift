// Machines that ELF files are built for, by number and by the name that people know.

/// The machine that an ELF file is built for (`e_machine`).
struct ELFMachine: Equatable {
    let number: UInt16

    /// The machine that this daemon runs on.
    static var current: ELFMachine {
        #if arch(x86_64)
            ELFMachine(number: 62)
        #elseif arch(arm64)
            ELFMachine(number: 183)
        #elseif arch(riscv64)
            ELFMachine(number: 243)
        #else
            #error("Name this machine's ELF number here.")
        #endif
    }

    var name: String {
        switch number {
        case 2, 18, 43: "SPARC"
        case 3: "i386"
        case 8: "MIPS"
        case 20: "PowerPC"
        case 21: "PowerPC 64"
        case 22: "IBM Z (s390x)"
        case 40: "ARM"
        case 50: "Itanium"
        case 62: "x86-64"
        case 183: "AArch64"
        case 243: "RISC-V"
        case 247: "BPF"
        case 258: "LoongArch"
        default: "an unknown machine (ELF number \(number))"
        }
    }

    /// What this daemon runs on, for sentences.
    static var thisDaemon: String { "this daemon runs on 64-bit \(current.name)" }
}
