"""What people see: French words, pages, pictures and texts for the terminal. French labels live here and nowhere else.

Templates are filled with Jinja2, which is loaded when a page is made and not before.
"""
