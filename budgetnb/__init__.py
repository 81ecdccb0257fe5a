"""Read the budget disclosures of Chinese government departments into tidy frames."""
