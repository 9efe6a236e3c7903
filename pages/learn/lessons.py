"""Start."""

import streamlit as st

st.title("Hedgebook")
