"""The Sistema Distrital de Cooperación e Internacionalización: its bodies, what they ask and offer, what they did."""
