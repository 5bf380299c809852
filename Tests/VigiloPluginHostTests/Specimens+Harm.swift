// Bad files, part five: what harms the process that loads it.

import Foundation
import VigiloExtensionPoints

extension Recipe {
    /// `harm` is what it does, as in `CRASH`; `time` when, as in `CONSTRUCTOR`.
    static func harmful(_ harm: String, in time: String, _ flags: String...) -> Recipe {
        var recipe = Recipe("harmful", "-DHARM_\(harm)", "-DIN_\(time)")
        recipe.flags += flags
        return recipe
    }
}

extension Specimen {
    private static let times = [
        ("CONSTRUCTOR", "while its constructors ran"), ("ENTRY", "in its vigilo_plugin_entry"),
        ("REGISTER", "in its register_plugin"),
    ]

    private static func each(
        _ harm: String, _ reason: ReasonCode, _ sentence: (_ during: String) -> String
    ) -> [Specimen] {
        times.map { time, during in
            let name = "harm_\(harm)_\(time).so".lowercased().replacing("=", with: "_")
            return Specimen(name, .harmful(harm, in: time), reason, sentence(during))
        }
    }

    static let harms: [Specimen] =
        each("CRASH", .probeCrashed) { "it crashed \($0) (SIGSEGV at 'zoo_harm')" }
        + each("ABORT", .probeCrashed) { "it crashed \($0) (SIGABRT at 'zoo_harm')" }
        + each("EXIT", .probeExited) { "it ended the process \($0), with exit status 42" }
        + each("CLOSE=2", .probeClosedFiles) {
            "it closed files that are not its own (of the descriptors 0 to 3) \($0)"
        }
        + [
            Specimen(
                "harm_overflow.so", .harmful("OVERFLOW", in: "REGISTER", "-O0"), .probeCrashed,
                "it crashed in its register_plugin (SIGSEGV at 'zoo_harm')"),
            Specimen(
                "harm_memory.so", .harmful("MEMORY", in: "CONSTRUCTOR"), .probeOutOfMemory,
                "it wanted more memory than the 4096 MiB of a probe, and crashed while its constructors ran"),
            Specimen(
                "harm_name.so", Recipe("harmful", "-DIN_DESCRIPTOR"), .probeCrashed,
                "it crashed while its descriptor was read (SIGSEGV)"),
            Specimen(
                "harm_unmapped.so", Recipe("harmful", "-DDESCRIPTOR_UNMAPPED"), .probeCrashed,
                "it crashed while its descriptor was read (SIGSEGV)"),
            forking,
        ]

    private static let forking = Specimen(
        name: "harm_fork.so", reason: .probeLeftProcesses,
        sentence: "it started a process and left it running; processes are not a plugin's"
    ) { path in
        // Beside the file, but hidden: that is where a test looks for the process's number.
        let trace = path.replacing("/harm_fork.so", with: "/.forked")
        let recipe = Recipe("harmful", Recipe.define("HARM_FORK", trace), "-DIN_CONSTRUCTOR")
        try TestFile.write(try await Workshop.shared.build(recipe), to: path)
    }
}
