// How each wire body is read.

import VigiloJSON
import VigiloWire

extension NewWorkspaceBody: RequestBody {
    static func read(from members: inout BodyMembers) -> NewWorkspaceBody? {
        let slug = members.text("slug")
        let name = members.text("name")
        let region = members.text("region")
        let settings = members.optionalValue("settings")
        guard let slug, let name, let region else { return nil }
        return NewWorkspaceBody(slug: slug, name: name, region: region, settings: settings)
    }
}

extension WorkspacePatchBody: RequestBody {
    static func read(from members: inout BodyMembers) -> WorkspacePatchBody? {
        WorkspacePatchBody(name: members.optionalText("name"), settings: members.optionalValue("settings"))
    }
}

extension NewWorkItemBody: RequestBody {
    static func read(from members: inout BodyMembers) -> NewWorkItemBody? {
        let title = members.text("title")
        let changeType = members.optionalText("change_type")
        let priority = members.optionalText("priority")
        let riskLevel = members.optionalText("risk_level")
        let plannedStart = members.optionalText("planned_start")
        let plannedEnd = members.optionalText("planned_end")
        let severity = members.optionalText("severity")
        let fields = members.optionalObject("fields")
        guard let title else { return nil }
        return NewWorkItemBody(
            title: title, changeType: changeType, priority: priority, riskLevel: riskLevel, plannedStart: plannedStart,
            plannedEnd: plannedEnd, severity: severity, fields: fields)
    }
}

extension TransitionBody: RequestBody {
    static func read(from members: inout BodyMembers) -> TransitionBody? {
        members.text("to").map(TransitionBody.init(to:))
    }
}

extension CertificateImportBody: RequestBody {
    static func read(from members: inout BodyMembers) -> CertificateImportBody? {
        let pem = members.text("pem")
        let name = members.optionalText("name")
        return pem.map { CertificateImportBody(pem: $0, name: name) }
    }
}

extension FunctionCallBody: RequestBody {
    static func read(from members: inout BodyMembers) -> FunctionCallBody? {
        members.object("arguments").map(FunctionCallBody.init(arguments:))
    }
}

extension ValidationBody: RequestBody {
    static func read(from members: inout BodyMembers) -> ValidationBody? {
        let value = members.value("value")
        let options = members.optionalValue("options")
        guard let value else { return nil }
        return ValidationBody(value: value, options: options)
    }
}

extension WidgetLoadBody: RequestBody {
    static func read(from members: inout BodyMembers) -> WidgetLoadBody? {
        WidgetLoadBody(config: members.optionalValue("config"))
    }
}

extension PluginFileBody: RequestBody {
    static func read(from members: inout BodyMembers) -> PluginFileBody? {
        members.text("file").map(PluginFileBody.init(file:))
    }
}

extension UpgradeCheckBody: RequestBody {
    static func read(from members: inout BodyMembers) -> UpgradeCheckBody? {
        members.text("against").map(UpgradeCheckBody.init(against:))
    }
}
