"""The ledger that must balance: journals against Kafka, cases, notices and statistics."""

from deploy.audit.audit import Account, Audit, audit

__all__ = ["Account", "Audit", "audit"]
