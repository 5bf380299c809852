// The schema of the one shape of every error.

import VigiloWire

extension Problem: Described {
    static let schema = Schema.answer(
        "Problem", "A problem document (RFC 9457).",
        [
            "type": .text.saying("urn:vigilo:problem:CODE."),
            "title": .text.saying("The kind of problem in a few words."),
            "status": .integer(400...599),
            "detail": .text.saying("What happened, to what, in one sentence."),
            "code": .text.saying("The stable word for programs."),
            "hint": .text.saying("What to do next.").optional,
            "retryable": .flag.saying("Whether the same request may succeed later."),
            "request_id": .text,
            "errors": .list(of: FieldError.schema).saying("What is wrong with which member of the input.").optional,
        ])
}

extension Problem.FieldError: Described {
    static let schema = Schema.answer(
        "FieldError", "What is wrong with one member of the input.", ["field": .text, "message": .text])
}
