"""The record as a folder of static pages: every pair an article, every state a list, a search; opened from disk.

build_site(address, folder, on=day)     write it whole, or leave what was there
"""

from comity.site.building import SiteSettings, build_site

__all__ = ["SiteSettings", "build_site"]
