"""Days and hours as the site writes them, where Django's own way of a language is another (`FORMAT_MODULE_PATH`)."""
