"""Billing questions: the answers in ``locales/{en,zh}/faq`` and how a question finds its own."""
