// Field types and widgets, from the platform to the wire.

import VigiloExtensionPoints
import VigiloPlatform
import VigiloWire

extension FieldTypeBody {
    init(_ type: FieldTypeSummary) {
        self.init(key: type.key, label: type.label, owner: type.owner, optionsSchema: type.optionsSchema)
    }
}

extension VerdictBody {
    init(_ verdict: FieldVerdict) {
        switch verdict {
        case .accepted(let value): self.init(accepted: true, value: value, message: nil)
        case .refused(let sentence): self.init(accepted: false, value: nil, message: sentence)
        }
    }
}

extension WidgetBody {
    init(_ widget: WidgetSummary) {
        self.init(
            key: widget.key, label: widget.label, owner: widget.owner, configSchema: widget.configSchema,
            defaultWidth: widget.defaultSize.width, defaultHeight: widget.defaultSize.height)
    }
}
