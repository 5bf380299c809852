// Where the settings come from, and which source wins.

import ArgumentParser
import Glibc
import Logging
import Testing
import VigiloJSON
import VigiloPluginHost

@testable import vigilod

struct SettingsTests {
    private func gather(
        _ arguments: [String] = [], place: [String] = [], environment: [String: String] = ["HOME": "/home/ada"],
        isRoot: Bool = false, in folder: String = "/srv"
    ) throws -> Settings {
        try Settings.gather(
            PlaceFlags.parse(place), RunFlags.parse(arguments), environment: environment, isRoot: isRoot,
            workingDirectory: folder)
    }

    @Test func `root's defaults are the system's places`() throws {
        let settings = try gather(isRoot: true)
        #expect(settings.dataDirectory == "/var/lib/vigilo")
        #expect(settings.pluginDirectories == ["/usr/lib/vigilo/plugins"])
        #expect(settings.socketPath == "/run/vigilo/vigilod.sock")
        #expect(settings.regions == ["us", "eu"])
        #expect(settings.logLevel == .info && settings.logFormat == .auto)
    }

    @Test func `a user's defaults are the XDG folders`() throws {
        let plain = try gather()
        #expect(plain.dataDirectory == "/home/ada/.local/share/vigilo")
        #expect(plain.pluginDirectories == ["/home/ada/.local/share/vigilo/plugins"])
        #expect(plain.socketPath == "/home/ada/.local/share/vigilo/vigilod.sock")
        let xdg = try gather(environment: ["XDG_DATA_HOME": "/d", "XDG_RUNTIME_DIR": "/run/user/7"])
        #expect(xdg.dataDirectory == "/d/vigilo")
        #expect(xdg.socketPath == "/run/user/7/vigilo/vigilod.sock")
        let relative = try gather(environment: ["HOME": "/home/ada", "XDG_DATA_HOME": "not/absolute"])
        #expect(relative.dataDirectory == "/home/ada/.local/share/vigilo")
    }

    @Test func `without a home there is no default, and the message says which flags help`() async throws {
        let failure = await failure { _ = try gather(environment: [:]) }
        #expect(failure?.status == .usage)
        #expect(failure?.hint?.contains("--data-dir") == true)
        #expect(
            try gather(["--plugins-dir", "/p"], place: ["--data-dir", "/d"], environment: [:]).dataDirectory == "/d")
    }

    @Test func `flags win over the environment, it over the file, and that over the defaults`() throws {
        let folder = try TemporaryFolder()
        try folder.write(
            """
            data_dir = "/file"
            socket = "/file.sock"
            regions = ["file"]
            log.level = "error"
            """, to: "c.toml")
        let environment = [
            "HOME": "/h", "VIGILOD_CONFIG": folder.path("c.toml"), "VIGILOD_SOCKET": "/environment.sock",
            "VIGILOD_REGIONS": "env-one, env-two", "VIGILOD_LOG_FORMAT": "json",
        ]
        let settings = try gather(["--regions", "flag"], environment: environment)
        #expect(settings.regions == ["flag"])
        #expect(settings.socketPath == "/environment.sock")
        #expect(settings.dataDirectory == "/file")
        #expect(settings.logLevel == .error)
        #expect(settings.logFormat == .json)
        #expect(settings.pluginDirectories == ["/h/.local/share/vigilo/plugins"])
        #expect(settings.configurationFile == folder.path("c.toml"))
        #expect(try gather(environment: environment).regions == ["env-one", "env-two"])
    }

    @Test func `relative paths are taken from the working directory, those of a file from its folder`() throws {
        let folder = try TemporaryFolder()
        try folder.write(#"plugins_dirs = ["plugins", "/abs/"]"#, to: "c.toml")
        let settings = try gather(
            ["--socket", "./v.sock"], place: ["--config", "c.toml", "--data-dir", "data/"], in: folder.path)
        #expect(settings.socketPath == "\(folder.path)/v.sock")
        #expect(settings.dataDirectory == "\(folder.path)/data")
        #expect(settings.pluginDirectories == ["\(folder.path)/plugins", "/abs"])
    }

    @Test func `plugin directories may be given more than once, and with colons in the environment`() throws {
        #expect(try gather(["--plugins-dir", "/a", "--plugins-dir", "/b"]).pluginDirectories == ["/a", "/b"])
        let environment = ["HOME": "/h", "VIGILOD_PLUGINS_DIR": "/a::/b:"]
        #expect(try gather(environment: environment).pluginDirectories == ["/a", "/b"])
    }

    @Test func `the default file need not be there, a named one must`() async throws {
        #expect(try gather(environment: ["HOME": "/nowhere"]).configurationFile == nil)
        let named = await failure { _ = try gather(place: ["--config", "/nowhere/c.toml"]) }
        #expect(named?.status == .usage)
        #expect(named?.sentence.contains("/nowhere/c.toml") == true)
        #expect(named?.sentence.contains("No such file") == true)
    }

    @Test func `the default file of a user is read`() throws {
        let folder = try TemporaryFolder()
        let configuration = folder.path("vigilo")
        #expect(mkdir(configuration, 0o700) == 0)
        try folder.write("regions = [\"moon\"]", to: "vigilo/vigilod.toml")
        let settings = try gather(environment: ["HOME": "/h", "XDG_CONFIG_HOME": folder.path])
        #expect(settings.regions == ["moon"])
    }

    @Test(arguments: [
        (["--log-level", "loud"], "--log-level is 'loud', and must be one of trace, debug, info"),
        (["--log-format", "xml"], "--log-format is 'xml', and must be one of text, json, auto."),
        (["--regions", "US"], "--regions has the region 'US'"), (["--regions", ""], "--regions names no region."),
        (["--socket", ""], "--socket is empty, and must be a path."),
    ])
    func `a wrong flag is named with what was found and wanted`(_ flags: [String], _ sentence: String) async throws {
        let failure = await failure { _ = try gather(flags) }
        #expect(failure?.status == .usage)
        #expect(failure?.sentence.hasPrefix(sentence) == true, "\(failure?.sentence ?? "")")
    }

    @Test func `a wrong variable is named`() async throws {
        let failure = await failure {
            _ = try gather(environment: ["HOME": "/h", "VIGILOD_LOG_LEVEL": "loud"])
        }
        #expect(failure?.sentence.hasPrefix("The environment variable VIGILOD_LOG_LEVEL is 'loud'") == true)
    }

    @Test func `a variable that is set to nothing is not set`() throws {
        let environment = ["HOME": "/h", "VIGILOD_LOG_LEVEL": "", "VIGILOD_CONFIG": "", "VIGILOD_REGIONS": ""]
        #expect(try gather(environment: environment).logLevel == .info)
    }

    @Test func `strict and safe mode are for one start: only flags turn them on`() throws {
        let plain = try gather()
        #expect(!plain.isStrict && !plain.isSafeMode)
        let both = try gather(["--strict", "--safe-mode"])
        #expect(both.isStrict && both.isSafeMode)
        #expect(PluginHostConfiguration(both).isSafeMode)
        let environment = ["HOME": "/h", "VIGILOD_STRICT": "1", "VIGILOD_SAFE_MODE": "1"]
        let surrounded = try gather(environment: environment)
        #expect(!surrounded.isStrict && !surrounded.isSafeMode)
    }

    @Test func `what the plugin host keeps lies in the data directory`() throws {
        let configuration = PluginHostConfiguration(try gather(place: ["--data-dir", "/d"]))
        let paths = [
            configuration.stagingDirectory, configuration.formerVersionsDirectory, configuration.strikesFile,
            configuration.probe?.verdictsFile,
        ]
        #expect(paths.allSatisfy { $0?.hasPrefix("/d/") == true } && Set(paths).count == paths.count)
    }
}
