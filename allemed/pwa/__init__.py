"""The installable app: manifest, service worker, push subscription."""
