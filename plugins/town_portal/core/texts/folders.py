"""The folders of the content in which texts lie."""

ARTICLES, PAGES = "articles", "pages"
DOCUMENTS, QUESTIONS, DRAFTS = "documents", "questions", "drafts"
FOLDERS = (ARTICLES, PAGES, DOCUMENTS, QUESTIONS, DRAFTS)
