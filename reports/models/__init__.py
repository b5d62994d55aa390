"""What has been published of counts, and the targets they are held against."""

from reports.models.publication import CountedFacts, Publication, PublishedTable
from reports.models.target import Target

__all__ = ["CountedFacts", "Publication", "PublishedTable", "Target"]
