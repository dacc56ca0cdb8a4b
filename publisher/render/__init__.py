"""The site: published data and hand-written pages → a folder of static pages in Chinese and English."""
