"""The entry point of the app: streamlit run dashboard.py [-- FOLDER, FILE.sqlite or ADDRESS]."""

from viewer import app

app.run()
