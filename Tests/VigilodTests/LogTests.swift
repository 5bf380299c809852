// Log lines: for people, for programs, and never torn.

import Dispatch
import Foundation
import Glibc
import Logging
import Testing
import VigiloJSON
import VigiloPlatform

@testable import vigilod

struct LogTests {
    private let time = Timestamp(microseconds: 1_798_191_000_123_456)

    private func line(_ message: String, _ metadata: Logger.Metadata = [:], _ level: Logger.Level = .warning) -> LogLine
    {
        LogLine(time: time, level: level, message: message, metadata: metadata)
    }

    @Test func `a line for people`() {
        let text = line("Plugin refused", ["plugin.file": "/p/x.so", "sentence": "it is no \"ELF\"", "a": ""])
            .text(inColour: false)
        #expect(
            text
                == "2026-12-25 09:30:00.123 WARN     Plugin refused  a=\"\"  plugin.file=/p/x.so  "
                + #"sentence="it is no \"ELF\"""#)
    }

    @Test func `a line for programs`() throws {
        let json = line(
            "Plugin refused", ["count": .stringConvertible(7), "pad": "7", "plugin": ["name": "x"], "time": "y"]
        ).json
        #expect(
            json
                == #"{"time":"2026-12-25T09:30:00.123456Z","level":"warning","message":"Plugin refused","#
                + #""count":7,"pad":"7","plugin.name":"x","time_":"y"}"#)
    }

    @Test func `control characters of a plugin's are shown, not obeyed`() throws {
        let evil = "a\u{1B}[2Jb\nc\u{202E}d\u{0}\u{2028}"
        let text = line(evil, ["k": .string(evil)]).text(inColour: false)
        #expect(text.contains(#"a\u{1b}[2Jb\nc\u{202e}d\u{0}\u{2028}"#))
        #expect(!text.unicodeScalars.contains { $0.value < 0x20 || $0 == "\u{202E}" || $0 == "\u{2028}" })
        let json = line(evil).json
        #expect(!json.utf8.contains { $0 < 0x20 })
        #expect(try JSONValue(parsing: json)["message"] == .string(evil))
    }

    @Test func `a log that takes nothing any more holds up no last words`() {
        let never = DispatchSemaphore(value: 0)
        #expect(!LastWords.say(patience: .milliseconds(20)) { never.wait() })
        never.signal()
        #expect(LastWords.say(patience: .seconds(100)) {})
    }

    @Test func `colour is for terminals whose owner likes it`() {
        func style(_ format: LogFormat, terminal: Bool, _ environment: [String: String] = [:]) -> LogWriter.Style {
            .chosen(format, isTerminal: terminal, environment: environment)
        }
        #expect(style(.auto, terminal: true) == .text(inColour: true))
        #expect(style(.auto, terminal: false) == .json)
        #expect(style(.text, terminal: false) == .text(inColour: false))
        #expect(style(.json, terminal: true) == .json)
        #expect(style(.auto, terminal: true, ["NO_COLOR": "1"]) == .text(inColour: false))
        #expect(style(.auto, terminal: true, ["NO_COLOR": ""]) == .text(inColour: true))
        #expect(style(.auto, terminal: true, ["TERM": "dumb"]) == .text(inColour: false))
    }

    @Test func `a logger's level and metadata are its own`() {
        let writer = LogWriter(style: .json, descriptor: -1)
        var one = Logger(label: "one") { LineLogHandler(label: $0, writer: writer, level: .info) }
        one[metadataKey: "k"] = "one"
        var two = one
        two.logLevel = .error
        two[metadataKey: "k"] = "two"
        #expect(one.logLevel == .info && one[metadataKey: "k"] == "one")
    }

    @Test func `lines that are written at once are not torn`() async throws {
        let folder = try TemporaryFolder()
        let descriptor = open(folder.path("log"), O_WRONLY | O_CREAT, 0o600)
        defer { close(descriptor) }
        let writer = LogWriter(style: .json, descriptor: descriptor)
        let logger = Logger(label: "x") { LineLogHandler(label: $0, writer: writer, level: .info) }
        await withTaskGroup { group in
            for task in 0..<8 {
                group.addTask {
                    for number in 0..<200 {
                        logger.info(
                            "Line",
                            metadata: [
                                "id": .stringConvertible(task * 1000 + number),
                                "pad": "\(String(repeating: "x", count: 9000))",
                            ])
                    }
                }
            }
        }
        let lines = try folder.read("log").split(separator: "\n")
        let ids = try lines.map { try JSONValue(parsing: String($0))["id"]?.integerValue ?? -1 }
        #expect(ids.count == 1600 && Set(ids).count == 1600 && !ids.contains(-1))
    }
}
