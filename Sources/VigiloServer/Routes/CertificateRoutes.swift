// Certificates.

import Hummingbird
import VigiloPlatform
import VigiloWire

struct CertificateRoutes {
    let certificates: Certificates

    func add(to table: RouteTable) {
        let collection = "/ws/{workspace}/api/v1/certificates"
        table.get(collection, .listCertificates, list)
        table.post(collection, .importCertificates, importPEM)
        table.get("\(collection)/{certificate}", .showCertificate, show)
        table.delete("\(collection)/{certificate}", .removeCertificate, remove)
    }

    @Sendable private func list(_ request: Request, _ context: CallerContext) async throws
        -> JSONAnswer<Page<CertificateBody>>
    {
        let query = try ListQuery(request, filters: ["expiring_within", "include_expired"])
        let filter = CertificateFilter(
            expiringWithinDays: try query.number("expiring_within", 0...CertificateFilter.maximumDays),
            includesExpired: try query.flag("include_expired"))
        let slice = try await certificates.list(
            query.page, filter, in: context.pathParameter("workspace"), by: context.caller)
        return JSONAnswer(Page(slice, as: CertificateBody.init))
    }

    /// 201 where something is new, 200 where the workspace had all of it.
    @Sendable private func importPEM(_ request: Request, _ context: CallerContext) async throws
        -> JSONAnswer<ImportedCertificatesBody>
    {
        let slug = try context.pathParameter("workspace")
        let body = try await request.body(as: CertificateImportBody.self)
        let result = try await certificates.importPEM(body.pem, name: body.name, in: slug, by: context.caller)
        let answer = ImportedCertificatesBody(result)
        guard let first = answer.items.first else { return JSONAnswer(answer) }
        let isOne = answer.items.count == 1
        return JSONAnswer(
            created: answer, at: isOne ? Path.certificate(first.id, in: slug) : Path.certificates(in: slug))
    }

    @Sendable private func show(_ request: Request, _ context: CallerContext) async throws
        -> JSONAnswer<CertificateBody>
    {
        let found = try await certificates.show(
            context.pathParameter("certificate"), in: context.pathParameter("workspace"), by: context.caller)
        return JSONAnswer(CertificateBody(found.certificate, pem: found.pem))
    }

    @Sendable private func remove(_ request: Request, _ context: CallerContext) async throws
        -> JSONAnswer<CertificateBody>
    {
        let removed = try await certificates.remove(
            context.pathParameter("certificate"), in: context.pathParameter("workspace"), by: context.caller)
        return JSONAnswer(CertificateBody(removed))
    }
}
