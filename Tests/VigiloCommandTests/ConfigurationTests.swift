// Where settings come from, and how the configuration file is written.

import ArgumentParser
import Glibc
import Testing

@testable import vigilo

private func settings(
    _ arguments: [String] = [], _ environment: [String: String] = [:], file: String? = nil, userID: UInt32 = 1000
) throws -> Settings {
    var surroundings = Surroundings.bare(environment)
    surroundings.userID = userID
    let file = try file.map { try ConfigurationFile(path: "/c.toml", text: $0, mode: 0o600) }
    return try Settings(options: try GlobalOptions.parse(arguments), environment: surroundings, file: file)
}

@Suite struct `a setting` {
    private static let file = """
        host = "unix:///file"
        token = "vgl_file"
        workspace = "file"

        [profiles.other]
        host = "unix:///other"
        """

    @Test func `comes from the flag before the environment before the file before the default`() throws {
        let environment = ["VIGILO_HOST": "/env", "VIGILO_WORKSPACE": "env"]
        let flags = ["--host", "/flag", "--workspace", "flag"]
        let all = try settings(flags, environment, file: Self.file)
        #expect([all.hostText, all.workspace] == ["/flag", "flag"])
        let environmentAndFile = try settings([], environment, file: Self.file)
        #expect([environmentAndFile.hostText, environmentAndFile.workspace] == ["/env", "env"])
        let fileOnly = try settings(file: Self.file)
        #expect([fileOnly.hostText, fileOnly.token, fileOnly.workspace] == ["unix:///file", "vgl_file", "file"])
        let nothing = try settings()
        #expect([nothing.token, nothing.workspace] == [nil, nil])
    }

    @Test func `that is empty in the environment counts as not set`() throws {
        #expect(try settings([], ["VIGILO_HOST": ""], file: Self.file).hostText == "unix:///file")
    }

    @Test func `of a profile stands alone`() throws {
        let other = try settings(["--profile", "other"], file: Self.file)
        #expect([other.hostText, other.token, other.workspace] == ["unix:///other", nil, nil])
        #expect(try settings([], ["VIGILO_PROFILE": "other"], file: Self.file).hostText == "unix:///other")
        let error = #expect(throws: Failure.self) { try settings(["--profile", "x"], file: Self.file) }
        #expect(error?.hint == "It has other.")
    }

    @Test(arguments: [
        (UInt32(0), ["XDG_RUNTIME_DIR": "/run/user/0"], "unix:///run/vigilo/vigilod.sock"),
        (1000, ["XDG_RUNTIME_DIR": "/run/user/1000"], "unix:///run/user/1000/vigilo/vigilod.sock"),
        (1000, ["HOME": "/home/a"], "unix:///home/a/.local/share/vigilo/vigilod.sock"),
        (1000, ["HOME": "/home/a", "XDG_DATA_HOME": "/d"], "unix:///d/vigilo/vigilod.sock"),
    ])
    func `for the host is by default where the daemon listens by default`(
        _ userID: UInt32, _ environment: [String: String], _ expected: String
    ) throws {
        #expect(try settings([], environment, userID: userID).hostText == expected)
    }

    @Test(arguments: ["a b", "a\nb", "ü"]) func `that is no token is refused`(_ token: String) {
        #expect(throws: Failure.self) { try settings([], ["VIGILO_TOKEN": token]) }
    }
}

@Suite struct `a configuration file` {
    @Test func `that is no TOML is refused with the place`() async throws {
        try await withFolder { folder in
            try FileText.write("host = \"a\"\ntoken vgl\n", to: "\(folder)/c.toml")
            let outcome = await vigilo("status", "--config", "\(folder)/c.toml")
            #expect(outcome.status == 2)
            #expect(outcome.errors.contains("c.toml, line 2, column"))
        }
    }

    @Test func `whose value is no text is refused`() {
        let error = #expect(throws: Failure.self) { try ConfigurationFile(path: "/c", text: "token = 3", mode: 0) }
        #expect(error?.message == "/c: token must be a text in quotes.")
    }

    @Test func `with a mistyped key is warned of, with a foreign key is not`() throws {
        let text = "hots = \"/s\"\neditor = \"vi\"\n[profiles.p]\ntokn = \"vgl_a\"\n"
        let file = try ConfigurationFile(path: "/c.toml", text: text, mode: 0o600)
        #expect(
            file.mistypedKeyWarnings == [
                "/c.toml: 'hots' is no setting; did you mean host?",
                "/c.toml: 'profiles.p.tokn' is no setting; did you mean token?",
            ])
    }

    @Test func `that was named must be there`() async {
        let outcome = await vigilo("status", "--config", "/nonexistent/c.toml")
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains("There is no configuration file /nonexistent/c.toml."))
    }

    @Test(arguments: [(mode_t(0o600), false), (0o640, true), (0o604, true), (0o660, true)])
    func `that others can read is warned of`(_ mode: mode_t, _ isWarned: Bool) async throws {
        try await withFolder { folder in
            let path = "\(folder)/c.toml"
            try FileText.write("workspace = \"acme\"\n", to: path)
            chmod(path, mode)
            let outcome = await vigilo("version", "--config", path)
            #expect(outcome.errors.contains("warning:") == isWarned)
            #expect(outcome.errors.contains("run: chmod 600 \(path)") == isWarned)
        }
    }

    @Test func `is written whole, for its owner alone, and through a link`() async throws {
        try await withFolder { folder in
            let path = "\(folder)/.vigilo/config.toml"
            try FileText.write("a = 1\n", to: path)
            #expect(try FileText.read(path)?.text == "a = 1\n")
            #expect(try FileText.read(path)?.mode == 0o600)
            #expect(mode(of: "\(folder)/.vigilo") == 0o700)

            symlink(path, "\(folder)/link.toml")
            chmod(path, 0o644)
            try FileText.write("a = 2\n", to: "\(folder)/link.toml")
            #expect(try FileText.read(path)?.text == "a = 2\n")
            #expect(try FileText.read(path)?.mode == 0o600)
            #expect(isLink("\(folder)/link.toml"))
            #expect(names(in: "\(folder)/.vigilo") == ["config.toml"])
        }
    }

    @Test func `that cannot be written stays as it was`() async throws {
        try await withFolder { folder in
            mkdir("\(folder)/c.toml", 0o700)
            #expect(throws: Failure.self) { try FileText.write("a = 1\n", to: "\(folder)/c.toml") }
            #expect(names(in: folder) == ["c.toml"])
        }
    }

    private func mode(of path: String) -> UInt32 {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mode & 0o7777 : 0
    }

    private func isLink(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
    }

    private func names(in folder: String) -> [String] {
        guard let listing = opendir(folder) else { return [] }
        defer { closedir(listing) }
        var names: [String] = []
        while let entry = readdir(listing) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted()
    }
}

@Suite struct `changing the configuration` {
    private static let profile = Profile(host: "unix:///new", token: "vgl_new", workspace: "acme")

    @Test func `writes a new file`() throws {
        #expect(
            try ConfigurationText.setting(Self.profile, named: nil, in: "") == """
                host = "unix:///new"
                token = "vgl_new"
                workspace = "acme"

                """)
    }

    @Test func `keeps comments, other keys and other profiles`() throws {
        let old = """
            # mine
            host = "unix:///old"   # here
            colour = true

            [profiles.a]
            token = "vgl_a"  # a's

            [profiles.b]
            host = "unix:///b"

            """
        let changed = try ConfigurationText.setting(Self.profile, named: nil, in: old)
        #expect(
            changed == """
                # mine
                host = "unix:///new"
                colour = true
                token = "vgl_new"
                workspace = "acme"

                [profiles.a]
                token = "vgl_a"  # a's

                [profiles.b]
                host = "unix:///b"

                """)
        let withProfile = try ConfigurationText.setting(Profile(host: "/x"), named: "a", in: changed)
        #expect(withProfile.contains("[profiles.a]\nhost = \"/x\"\n\n[profiles.b]"))
        #expect(try ConfigurationFile(path: "", text: withProfile, mode: 0).standard == Self.profile)
    }

    @Test func `adds a profile behind what is there`() throws {
        let changed = try ConfigurationText.setting(Profile(token: "vgl_s"), named: "s", in: "workspace = \"a\"")
        #expect(changed == "workspace = \"a\"\n\n[profiles.s]\ntoken = \"vgl_s\"\n")
    }

    @Test(arguments: [
        "profiles = { a = { token = \"vgl_a\" } }\n", "profiles.a.token = \"vgl_a\"\n",
        "[profiles]\na.token = \"vgl_a\"\n", "[profiles.a]\r\ntoken = \"vgl_a\"\r\n",
        "\"host\" = \"unix:///old\"\n[profiles.a]\ntoken = \"vgl_a\"\n",
    ])
    func `of an unusual file still gives what is wanted and loses no profile`(_ old: String) throws {
        for name in [nil, "a", "new"] {
            let changed = try ConfigurationText.setting(Self.profile, named: name, in: old)
            let file = try ConfigurationFile(path: "", text: changed, mode: 0)
            #expect(try file.profile(name) == Self.profile)
            if name != "a" { #expect(file.profiles["a"] == Profile(token: "vgl_a")) }
        }
    }

    @Test func `quotes what TOML would take for something else`() throws {
        let odd = Profile(host: "unix:///a\"b\\c\td", token: nil, workspace: "é")
        let text = try ConfigurationText.setting(odd, named: nil, in: "")
        #expect(try ConfigurationFile(path: "", text: text, mode: 0).standard == odd)
    }
}
