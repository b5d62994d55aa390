"""What has been published of counts, and the targets they are held against."""

from reports.models.publication import Publication, PublishedTable
from reports.models.target import Target

__all__ = ["Publication", "PublishedTable", "Target"]
