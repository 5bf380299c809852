// Nothing but dependencies: see Package.swift.
