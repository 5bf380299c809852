// The platform's refusals as problems.

import HTTPTypes
import VigiloPlatform
import VigiloWire

extension PlatformError: ProblemDescribing {
    var problem: ProblemDraft {
        ProblemDraft(
            status: status, code: code, sentence: sentence, hint: hint, isRetryable: kind == .unavailable,
            fields: fields.map { Problem.FieldError(field: $0.field, message: $0.message) },
            headers: kind == .unauthenticated
                ? [.wwwAuthenticate: #"Bearer realm="vigilo", error="invalid_token""#] : [:],
            cause: cause)
    }

    private var status: Int {
        switch kind {
        case .unauthenticated: 401
        case .forbidden: 403
        case .notFound: 404
        case .conflict: 409
        case .tooLarge: 413
        case .invalid: 422
        case .unavailable: code == "storage_full" ? 507 : 503
        }
    }
}
