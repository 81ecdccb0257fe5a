"""PDF through pdfium and, as a second opinion, through pdfplumber: what the pages print."""
