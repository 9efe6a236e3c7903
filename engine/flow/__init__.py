"""Customer flow creates inventory: how prices move, who comes, and what deals at our price."""
