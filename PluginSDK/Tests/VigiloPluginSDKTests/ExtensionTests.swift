// The four kinds, called the way the host calls them.

import CVigiloPlugin
import Testing
import VigiloPluginSDK

struct EvenNumber: DescribingFieldType {
    let key = "even"
    let label = "Even number"
    let optionsSchema: JSON? = ["type": "object"]

    func validate(_ value: JSON, options: JSON, call: Call) throws -> Verdict {
        if options["broken"] == true { throw OddError() }
        if value == 0 { return .accept }
        guard let number = value.integerValue ?? value.stringValue.flatMap(Int64.init) else {
            throw PluginError.invalidArgument("not a number")
        }
        return number % 2 == 0 ? .accept(.integer(number)) : .refuse("\(number) is odd")
    }

    func describe(_ value: JSON, options: JSON, call: Call) throws -> String { "the even \(value)" }
}

struct PlainType: FieldType {
    let key = "plain"
    let label = "Plain"
    func validate(_ value: JSON, options: JSON, call: Call) throws -> Verdict { .accept }
}

struct Mailbox: ReceivingAdapter {
    let key = "mailbox"
    let label = "Mailbox"
    let configSchema: JSON? = ["type": "object"]

    func check(config: JSON, call: Call) throws {
        if config.isNull { throw PluginError.failed("there is no configuration") }
    }
    func send(_ message: JSON, config: JSON, call: Call) throws -> JSON? { message["quiet"] == true ? nil : ["id": 7] }
    func receive(_ payload: [UInt8], config: JSON, call: Call) throws -> JSON { ["bytes": JSON(payload.count)] }
}

struct Sweep: PeriodicTask {
    let schedule: Schedule
    let key = "sweep"
    let label = "Sweep"

    func run(call: Call) throws -> JSON? {
        try call.checkCancelled()
        return ["swept": 3]
    }
}

extension `An exported plugin` {
    @Test(
        arguments: [
            ("4", "{}", VIGILO_OK, "4", nil), ("\"8\"", "{}", VIGILO_OK, "8", nil), ("0", "{}", VIGILO_OK, nil, nil),
            ("5", "{}", VIGILO_REFUSED, nil, "5 is odd"), ("[]", "{}", VIGILO_INVALID_ARGUMENT, nil, "not a number"),
            ("4", #"{"broken":true}"#, VIGILO_FAILED, nil, "the moon is full"), ("4", "", VIGILO_OK, "4", nil),
            (
                "4", "{", VIGILO_INVALID_ARGUMENT, nil,
                "the options is not valid JSON: a member begins with its name in quotes (at byte 1)"
            ),
        ] as [(String, String, Int, String?, String?)])
    func `a field type's verdicts and errors reach the host`(
        value: String, options: String, status: Int, text: String?, sentence: String?
    ) throws {
        let host = FakeHost()
        _ = ExamplePlugin.register(with: host) { try $0.add(EvenNumber()) }
        let type = try #require(host.fieldTypes.first).pointee
        let answer = type.validate(type.context, host.call, host.view(value), host.view(options), host.result)
        #expect(Int(answer) == status)
        #expect(host.text == text)
        #expect(host.sentence == sentence)
    }

    @Test func `only a field type that describes its values offers to`() throws {
        let host = FakeHost()
        _ = ExamplePlugin.register(with: host) {
            try $0.add(EvenNumber())
            try $0.add(PlainType())
        }
        let even = host.fieldTypes[0].pointee
        let describe = try #require(even.describe)
        #expect(describe(even.context, host.call, host.view("4"), host.view("{}"), host.result) == VIGILO_OK)
        #expect(host.json == "the even 4")
        #expect(even.options_schema.map { String(cString: $0) } == #"{"type":"object"}"#)
        #expect(host.fieldTypes[1].pointee.describe == nil)
        #expect(host.fieldTypes[1].pointee.options_schema == nil)
    }

    @Test func `an adapter checks, sends and receives`() throws {
        let host = FakeHost()
        _ = ExamplePlugin.register(with: host) { try $0.add(Mailbox()) }
        let adapter = try #require(host.adapters.first).pointee
        #expect(adapter.check(adapter.context, host.call, host.view("null"), host.result) == VIGILO_FAILED)
        #expect(host.sentence == "there is no configuration")
        #expect(adapter.check(adapter.context, host.call, host.view("{}"), host.result) == VIGILO_OK)
        let config = host.view("{}")
        #expect(adapter.send(adapter.context, host.call, config, host.view("{}"), host.result) == VIGILO_OK)
        #expect(host.json == ["id": 7])
        host.value = nil
        let quiet = host.view(#"{"quiet":true}"#)
        #expect(adapter.send(adapter.context, host.call, config, quiet, host.result) == VIGILO_OK)
        #expect(host.value == nil)
        let receive = try #require(adapter.receive)
        let payload = host.view([0, 255, 1])
        #expect(receive(adapter.context, host.call, config, payload, host.result) == VIGILO_OK)
        #expect(host.json == ["bytes": 3])
    }

    @Test func `a periodic task runs, and stops when it is given up`() throws {
        let host = FakeHost()
        _ = ExamplePlugin.register(with: host) {
            try $0.add(Sweep(schedule: .cron("0 6 * * *")))
            try $0.add(Sweep(schedule: .every(seconds: 90)))
        }
        let daily = host.tasks[0].pointee
        #expect(daily.cron.map { String(cString: $0) } == "0 6 * * *")
        #expect(daily.every_seconds == 0)
        #expect(daily.timeout_seconds == 60)
        #expect(host.tasks[1].pointee.cron == nil)
        #expect(host.tasks[1].pointee.every_seconds == 90)
        #expect(daily.run(daily.context, host.call, host.result) == VIGILO_OK)
        #expect(host.json == ["swept": 3])
        host.isCancelled = true
        #expect(daily.run(daily.context, host.call, host.result) == VIGILO_CANCELLED)
    }

    @Test func `a sentence over the limit is cut between characters`() throws {
        let host = FakeHost()
        _ = ExamplePlugin.register(with: host) {
            try $0.add(Tile { _, _ in throw PluginError.failed(String(repeating: "é😀", count: 5000)) })
        }
        let widget = try #require(host.widgets.first).pointee
        #expect(widget.load(widget.context, host.call, host.view("{}"), host.result) == VIGILO_FAILED)
        let sentence = try #require(host.sentence)
        #expect((4000...4096).contains(sentence.utf8.count))
        #expect(sentence.hasSuffix("..."))
        #expect(!sentence.contains("\u{FFFD}"))
    }
}
