"""The entry point of the app: streamlit run dashboard.py [-- FOLDER]."""

from viewer import app

app.run()
